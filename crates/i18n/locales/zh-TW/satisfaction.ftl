## 回訪與滿意度

satisfaction-class-bad-attitude = 服務態度差
satisfaction-class-complaint = 來電客訴
satisfaction-class-dissatisfied = 回訪不滿意
satisfaction-class-not-fixed-once = 一次未修好
satisfaction-class-not-fixed-repeatedly = 多次未修好
satisfaction-class-satisfied = 滿意
satisfaction-refusal-already-answered = 此次回訪已經完成
satisfaction-refusal-first-round = 只修過一次，請選「一次未修好」
satisfaction-refusal-nothing-repaired = 已退款的工單沒有維修
satisfaction-refusal-words-missing = 「{ $class }」須記錄客戶原話
satisfaction-refusal-words-too-long = 最多 { $most } 個字
satisfaction-state-done = 已完成
satisfaction-state-planned = 待回訪
