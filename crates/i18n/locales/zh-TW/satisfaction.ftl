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

satisfaction-none = 沒有待回訪的客戶
satisfaction-none-hint = 交機後會自動排入回訪。
satisfaction-words = 客戶原話
satisfaction-words-hint = 除「滿意」外必須記錄
satisfaction-write-answer = 記錄回訪
satisfaction-settled = 已妥善處理，結束
satisfaction-work-again = 重新維修
satisfaction-settled-how = 處理經過

satisfaction-refusal-planned-already = 此工單已經排入回訪
