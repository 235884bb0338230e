## Customers

customers-kind-company = Company
customers-kind-dealer = Dealer
customers-kind-key-account = Key account
customers-kind-person = Person
customers-refusal-address-too-long = An address has at most { $most } characters on one line
customers-refusal-division-unfit = The code of a division has 2 to 9 digits
customers-refusal-email-unfit = This is not an e-mail address
customers-refusal-name-missing = Enter a name
customers-refusal-name-too-long = A name has at most { $most } characters
customers-refusal-name-unfit = The name has characters that cannot be used
customers-refusal-phone-unfit = A phone number reads like 13812345678 or 021-61234567
customers-refusal-phones-alike = Both phone numbers are the same
