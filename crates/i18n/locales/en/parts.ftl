## Parts

parts-duty-owed = Owed
parts-duty-returned = Returned
parts-opens-order-or-other-place = Order more, or take it from another place.
parts-opens-reserve-again = Reserve again.
parts-refusal-already-returned = The part is back already
parts-refusal-does-not-fit = This part does not fit the model
parts-refusal-more-than-reserved = Only { $reserved } are reserved
parts-refusal-not-a-part = This is no spare part
parts-refusal-not-enough = { $free } are free, { $wanted } are wanted
parts-refusal-not-good-stock = Parts are drawn from good stock or a van only
parts-refusal-old-serial-missing = Enter the serial of the part that was removed
parts-refusal-quantity-unfit = The quantity is 1 to { $most }
parts-refusal-reservation-done = This reservation is used up or released
parts-refusal-serial-too-long = A serial has at most { $most } characters
parts-refusal-owed-to-the-brand = Defective parts are owed to the brand and leave the station only on their way there
parts-refusal-serial-missing = Enter the serial of the new part
parts-refusal-serials-alike = The new and the old serial are the same
parts-reservation-held = Held
parts-reservation-released = Released
parts-reservation-used = Used

parts-owed = Defective parts owed
parts-nothing-owed = No defective part is owed
parts-nothing-here = Nothing lies here
parts-no-places = There is no place for stock in your part of the organisation.
parts-kind = Kind
parts-code = Code
parts-name = Name
parts-lot = Lot
parts-reserved = Reserved
parts-free = Free
parts-free-count = { $count } free
parts-none-free = None free now: { $parts }
parts-transferred = Transferred
parts-returned = The defective part is sent back
