## Import and export

# Pages

transfer-new = Import a file
transfer-new-hint = CSV or XLSX, up to 200 MiB. Columns are checked first, then every row is tried; only then anything is written.
transfer-kind = Content
transfer-kind-devices = Devices
transfer-kind-customers = Customers
transfer-kind-products = Products and items
transfer-file = File
transfer-no-file = Choose a file
transfer-upload = Send and check columns
transfer-sending = Sending…
transfer-so-far = Imports so far
transfer-none-hint = Send the first file.
transfer-taken = Taken
transfer-good = Good
transfer-rejected = Rejected
transfer-read = Rows read
transfer-started-at = Began
transfer-finished-at = Ended
transfer-running = Running
transfer-tried = Tried
transfer-done = Done
transfer-failed = Broke off
transfer-columns = Columns
transfer-columns-hint = Matched by their headers; please check.
transfer-no-column = (no such column)
transfer-try = Try all rows (nothing is written)
transfer-first-rows = First rows
transfer-dry-run = Trial
transfer-may-leave = You may leave this page and come back.
transfer-stands-still = Should it stand still, send the same file again: it goes on where it stopped.
transfer-resume-hint = What was written is kept. Send the same file again to go on.
transfer-send-again = To take the rows, send the file again.
transfer-file-gone = The file is no longer here; please send it again.
transfer-take-rows = { $count ->
    [one] Take { $count } row
   *[other] Take { $count } rows
}
transfer-rejects = Rejected rows
transfer-no-rejects = No row was rejected.
transfer-line = Line
transfer-column = Column
transfer-value = What stood there
transfer-whole-row = Whole row

# Fields

transfer-field-active = Still sold
transfer-field-address = Address
transfer-field-category = Category
transfer-field-code = Code
transfer-field-cost = Cost
transfer-field-dealer = Dealer
transfer-field-delivered-on = Delivered on
transfer-field-division = Division code
transfer-field-documents = Papers
transfer-field-email = E-mail
transfer-field-fits = Fits models
transfer-field-imei = IMEI
transfer-field-imei-2 = IMEI 2
transfer-field-invoice-number = Invoice number
transfer-field-kind = Kind
transfer-field-language = Language
transfer-field-made-on = Made on
transfer-field-model = Model
transfer-field-name = Name
transfer-field-name-en = English name
transfer-field-part-kind = Part kind
transfer-field-phone = Phone
transfer-field-phone-2 = Second phone
transfer-field-price = Price
transfer-field-regime = Regime
transfer-field-returns-defective = Old part goes back
transfer-field-serial = Serial
transfer-field-serialised = Has serials
transfer-field-sold-on = Sold on

# Why something is not taken

transfer-refusal-too-large = The file is too large: at most { $most_mib } MiB; split it
transfer-refusal-empty = The file is empty
transfer-refusal-encoding = The text's encoding is not known; save it as UTF-8
transfer-refusal-not-a-workbook = The file is named .xlsx and is no workbook; save it anew, or as CSV
transfer-refusal-unreadable = The file cannot be read: { $why }
transfer-refusal-no-sheet = The workbook has no sheet
transfer-refusal-too-many-columns = At most { $most } columns
transfer-refusal-column-missing = A needed column is missing: { $column }
transfer-refusal-no-such-column = The file has no column “{ $given }”
transfer-refusal-no-such-field = There is no field “{ $given }”
transfer-refusal-running-elsewhere = This file is being imported elsewhere
transfer-reject-missing = Something needed is missing
transfer-reject-not-a-date = A date should read like 2026-03-05
transfer-reject-not-an-amount = An amount should read like 1234.50
transfer-reject-not-yes-or-no = Should be yes or no
transfer-reject-unknown-word = A word that is not known
transfer-reject-unknown-model = The catalogue has no such model
transfer-reject-repeated = It stood in the file before
transfer-reject-known = It is registered already; nothing was changed
transfer-reject-too-many-cells = More cells than headers
transfer-reject-unfit = It does not fit the rules ({ $code })
