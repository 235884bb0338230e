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

# Pages

customers-find = Find a customer
customers-find-by = Phone, its last digits, or name
customers-find-hint = Enter a phone, its last four digits, or two letters of a name.
customers-none-hint = Check the number. New customers come with their first case.
customers-phone-2 = Second phone
customers-addresses = Addresses
customers-no-address = No address.
customers-address-remove-ask = The address is no longer offered. To have it back, it has to be entered again.
customers-address-added = The address is added.
customers-address-removed = The address is removed.
customers-no-devices = No devices.
customers-no-cases = No cases.
customers-unmask = Show in full (recorded)
customers-in-full = This is personal data in full; that you saw it is recorded.
customers-reason-edit = Editing
customers-reason-page = Customer page
customers-known-addresses = Where to come to
customers-other-address = Another address (fill it in below)
customers-open-cases = Open cases
customers-device-count = { $count ->
    [one] { $count } device
   *[other] { $count } devices
}
