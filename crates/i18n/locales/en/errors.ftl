## Errors

# Pages

errors-title = That did not work
errors-bad-request-title = The request was not understood
errors-bad-request = Check what was entered and try again.
errors-sign-in-title = Please sign in
errors-sign-in = Sign in to go on.
errors-forbidden-title = Not allowed
errors-forbidden = Your role does not allow this. If you need it, ask your supervisor or an administrator.
errors-not-found-title = Not found
errors-not-found = There is no such record, or it is outside your part of the organisation. Check the number.
errors-nothing-behind-code = There is nothing behind this code. Scan the code on your paper again; if it still does not open, get in touch with the station that gave it to you.
errors-no-such-page = There is no such page. Check the address, or use the navigation.
errors-method-title = Not possible here
errors-method = Use the buttons of the page.
errors-conflict-title = Changed by someone else
errors-conflict = Someone changed this record after you opened it. Reload and try again; what you typed is kept below.
errors-already-done = This has already been done.
errors-repeated-title = Submitted twice
errors-repeated = The idempotency key was used before with different content. Use another one.
errors-too-large-title = Too large
errors-too-large = At most { $max } can be sent.
errors-media-type-title = Format not supported
errors-media-type = Use { $expected }.
errors-invalid-title = Please correct what is marked
errors-invalid =
    { $count ->
        [one] { $count } entry needs correcting.
       *[other] { $count } entries need correcting.
    }
errors-refused-title = Refused
errors-too-many-title = Too many attempts
errors-too-many =
    { $count ->
        [one] Try again in { $count } second.
       *[other] Try again in { $count } seconds.
    }
errors-csrf-title = The page has expired
errors-csrf = Reload the page and submit again.
errors-fault-title = Something broke
errors-fault = The error has been recorded as { $request }. Try again later; if it stays, give this number to an administrator.
errors-busy-title = Busy
errors-busy = Try again in a moment; nothing typed is lost.
errors-storage-full-title = Storage is full
errors-storage-full = Nothing was saved. An administrator has to free disk space first.
errors-timeout-title = Took too long
errors-timeout = Try again later.

# Fields

errors-in-field = { $field }: { $message }
errors-unfit-character = A text holds a character that cannot be kept.
errors-required = Please fill in
errors-choose = Please choose
errors-too-short = at least { $min } characters
errors-too-long = at most { $max } characters
errors-too-small = not less than { $min }
errors-too-big = not more than { $max }
errors-too-many-items = at most { $max } items
errors-not-a-number = Please enter a number
errors-not-a-whole-number = Please enter a whole number
errors-not-one-or-more = Please enter a whole number from 1 on
errors-not-an-amount = An amount reads like 1234.50
errors-not-a-date = A date reads like 2026-03-05
errors-not-a-time = A time reads like 14:30
errors-not-a-phone = Not a phone number; it reads like 13812345678 or 021-61234567
errors-not-an-email = Not an email address
errors-not-an-imei = An IMEI has 15 digits and a correct check digit
errors-not-a-serial = A serial consists of letters, digits and - / .
errors-not-a-document-number = A number reads like SH01-2026-000123
errors-not-an-id = Not an id
errors-not-one-of = must be one of: { $allowed }
errors-not-text = contains characters that cannot be used
errors-unknown-field = unknown field
errors-wrong-type = wrong type, expected { $expected }
errors-malformed-json = malformed JSON at line { $line }, column { $column }
errors-in-the-past = must not be in the past
errors-in-the-future = must not be in the future
errors-ends-before-start = ends before it starts
errors-already-exists = exists already
errors-no-such = no such record
errors-file-empty = the file is empty
errors-file-type = the file must be { $allowed }
errors-fonts-missing = Fonts are missing, so papers cannot be made. An administrator has to run make setup.
errors-paper-failed = The paper could not be made: { $reason }
errors-not-understood = Not understood
errors-address = The address of this page asks for something that is not there.
errors-address-without = Open the page without it
errors-address-after = Page
errors-address-limit = Rows per page
errors-out-of-range = From { $min } to { $max }
errors-request = Request

errors-not-a-month = A month reads like 2026-03
