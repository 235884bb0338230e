## Shell: navigation, common buttons, time

# Navigation

shell-product = Aftercare
shell-my-work = My work
shell-cases = Cases
shell-new-case = New case
shell-orders = Orders
shell-devices = Devices
shell-customers = Customers
shell-stock = Stock
shell-follow-ups = Follow-ups
shell-statements = Statements
shell-imports = Import
shell-people = People
shell-audit = Acts
shell-reports = Reports
shell-skip-to-content = Skip to content
shell-menu = Menu
shell-main-navigation = Main navigation
shell-breadcrumbs = You are here
shell-language = Language
shell-locale-zh-CN = 简体中文
shell-locale-zh-TW = 繁體中文
shell-locale-en = English
shell-theme = Appearance
shell-theme-light = Light
shell-theme-dark = Dark
shell-theme-system = As the system
shell-sign-in = Sign in
shell-sign-out = Sign out
shell-account = My account
shell-signed-in-as = { $name } ({ $role })
shell-licences = Licences
shell-keys = Keyboard shortcuts
shell-keys-search = Search
shell-keys-new-case = New case
shell-keys-list = List the shortcuts
shell-keys-submit = Submit

# Search and lists

shell-search = Search
shell-search-hint = Number, phone, name…
shell-search-results = Results for “{ $query }”
shell-search-nothing = Nothing found for “{ $query }”.
shell-filter = Filter
shell-filter-clear = Clear filters
shell-all = All
shell-any = Any
shell-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
shell-selected =
    { $count ->
        [one] { $count } selected
       *[other] { $count } selected
    }
shell-empty = Nothing here yet
shell-empty-filtered = Nothing matches. Try fewer filters.
shell-first-page = First page
shell-next-page = Next page
shell-previous-page = Previous page
shell-columns = Columns
shell-export = Export
shell-sort-by = Sort by
shell-table-of-chart = Data of the chart
shell-actions = Actions
shell-more = More
shell-details = Details
shell-timeline = Timeline
shell-next-step = Next step
shell-other-steps = Other steps
shell-step-closed-because = Not open: { $reason }

# Buttons

shell-save = Save
shell-cancel = Cancel
shell-back = Back
shell-close = Close
shell-edit = Edit
shell-remove = Remove
shell-add = Add
shell-confirm = Confirm
shell-submit = Submit
shell-print = Print
shell-download = Download
shell-open = Open
shell-copy = Copy
shell-copied = Copied
shell-choose = Choose
shell-retry = Try again
shell-reload = Reload
shell-show = Show
shell-hide = Hide
shell-clear = Clear
shell-scan = Scan

# Fields

shell-yes = Yes
shell-no = No
shell-none = None
shell-unknown = Unknown
shell-required = Required
shell-optional = Optional
shell-number = Number
shell-date = Date
shell-time = Time
shell-state = State
shell-owner = Owner
shell-deadline = Due
shell-promise = Promise
shell-station = Station
shell-region = Region
shell-name = Name
shell-phone = Phone
shell-address = Address
shell-email = Email
shell-note = Note
shell-reason = Reason
shell-amount = Amount
shell-quantity = Quantity
shell-total = Total
shell-person = By
shell-from = From
shell-to = To
shell-today = Today
shell-yesterday = Yesterday
shell-tomorrow = Tomorrow
shell-version = Version
shell-masked = Press to show; looking is recorded

# Time left

shell-left-moment = less than a minute left
shell-left-minutes =
    { $count ->
        [one] { $count } minute left
       *[other] { $count } minutes left
    }
shell-left-hours =
    { $count ->
        [one] { $count } hour left
       *[other] { $count } hours left
    }
shell-left-days =
    { $count ->
        [one] { $count } day left
       *[other] { $count } days left
    }
shell-overdue-moment = just overdue
shell-overdue-minutes =
    { $count ->
        [one] { $count } minute overdue
       *[other] { $count } minutes overdue
    }
shell-overdue-hours =
    { $count ->
        [one] { $count } hour overdue
       *[other] { $count } hours overdue
    }
shell-overdue-days =
    { $count ->
        [one] { $count } day overdue
       *[other] { $count } days overdue
    }
shell-due-on = by { $date }
shell-no-deadline = No deadline

# Messages

shell-saved = Saved
shell-working = Working…
shell-live = Live
shell-live-lost = Connection lost, reconnecting…
shell-offline = Offline; kept on this device
shell-offline-title = No network
shell-offline-what = The system cannot be reached now.
shell-offline-kept = Everything that was saved is safe. What you were typing into a form is kept in this browser tab and is put back when you open the same page again.
shell-offline-not-sent = What you sent without a network did not arrive: send it again when the network is back.
shell-offline-again = Try again
shell-unsaved = There are unsaved changes

# Notices

shell-notices = Notices
shell-notices-unread =
    { $count ->
        [one] { $count } unread notice
       *[other] { $count } unread notices
    }
shell-notices-mark = Mark all as read
shell-notices-marked = Marked as read.
shell-notices-none = No notices

# Texts used in the browser

shell-clock-left = { $t } left
shell-clock-over = { $t } overdue
shell-clock-days = { $n } d
shell-clock-hours = { $n } h
shell-clock-minutes = { $n } min
shell-choice-none = Nothing found
shell-choice-count = { $n } found
shell-choice-pick = Choose from the list
shell-not-sent = It was not sent. What you typed is still here; please try again.
shell-kept = What you had typed was kept.
shell-anew = Start anew
shell-pages = Pages
