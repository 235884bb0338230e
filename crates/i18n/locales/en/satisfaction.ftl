## Follow-up and satisfaction

satisfaction-class-bad-attitude = Bad attitude
satisfaction-class-complaint = Complaint
satisfaction-class-dissatisfied = Dissatisfied
satisfaction-class-not-fixed-once = Not fixed the first time
satisfaction-class-not-fixed-repeatedly = Not fixed several times
satisfaction-class-satisfied = Satisfied
satisfaction-refusal-already-answered = This follow-up has its answer
satisfaction-refusal-first-round = It was worked on once; choose “not fixed the first time”
satisfaction-refusal-nothing-repaired = Nothing was repaired on a refunded order
satisfaction-refusal-words-missing = “{ $class }” needs the customer's words
satisfaction-refusal-words-too-long = At most { $most } characters
satisfaction-state-done = Done
satisfaction-state-planned = Planned

satisfaction-none = Nobody is to be called
satisfaction-none-hint = Calls are planned when a device is handed over.
satisfaction-words = Customer's words
satisfaction-words-hint = Needed unless the customer is satisfied
satisfaction-write-answer = Write the answer
satisfaction-settled = Settled
satisfaction-work-again = Repair again
satisfaction-settled-how = How it was dealt with

satisfaction-refusal-planned-already = A follow-up is planned already
