## 回访与满意度

satisfaction-class-bad-attitude = 服务态度差
satisfaction-class-complaint = 来电投诉
satisfaction-class-dissatisfied = 回访不满意
satisfaction-class-not-fixed-once = 一次未修好
satisfaction-class-not-fixed-repeatedly = 多次未修好
satisfaction-class-satisfied = 满意
satisfaction-refusal-already-answered = 此次回访已经完成
satisfaction-refusal-first-round = 只修过一次，请选“一次未修好”
satisfaction-refusal-nothing-repaired = 已退款的工单没有维修
satisfaction-refusal-words-missing = “{ $class }”须记录客户原话
satisfaction-refusal-words-too-long = 最多 { $most } 个字
satisfaction-state-done = 已完成
satisfaction-state-planned = 待回访

satisfaction-none = 没有待回访的客户
satisfaction-none-hint = 交机后会自动排入回访。
satisfaction-words = 客户原话
satisfaction-words-hint = 除“满意”外必须记录
satisfaction-write-answer = 记录回访
satisfaction-settled = 已妥善处理，结束
satisfaction-work-again = 重新维修
satisfaction-settled-how = 处理经过

satisfaction-refusal-planned-already = 此工单已经排入回访
