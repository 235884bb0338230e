## People and sign-in

# Signing in, own account

identity-login = Login
identity-login-hint = Begins with a lower-case letter, 3 to 60 characters
identity-password = Password
identity-old-password = Present password
identity-new-password = New password
identity-first-password = First password
identity-password-hint = At least 10 characters, of any kind
identity-change-password = Change password
identity-password-changed = Password changed. Please sign in again.
identity-signed-out = You have signed out.
identity-positions = Positions
identity-position-taken = You go on in another position.
identity-roles = Roles
identity-node = Works at

# People

identity-add-person = Add a person
identity-person-added = { $name } was added.
identity-people-none = Add the first person below.
identity-active = Active
identity-inactive = Kept out
identity-keep-out = Keep out
identity-keep-out-ask = { $name } is signed out at once and cannot sign in until let in again.
identity-let-in = Let in
identity-person-let-in = { $name } can sign in again.
identity-person-kept-out = { $name } is kept out and was signed out.

# Tokens

identity-tokens = API tokens
identity-tokens-hint = For programs that act for you. A token never can do more than you can.
identity-tokens-none = No tokens yet
identity-token-new = Make a token
identity-token-name = What it is for
identity-token-made = Copy it now, it is shown only this once:
identity-token-made-at = Made
identity-token-ends = Ends
identity-token-never = Never
identity-token-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
identity-token-revoke = Revoke
identity-token-revoke-ask = Programs that use “{ $name }” are refused at once. A revoked token cannot be brought back.
identity-token-revoked = The token was revoked.
identity-scopes = May
identity-scope-read = Read
identity-scope-write = Write
identity-scope-import = Import
identity-scope-admin = Administer

# Refusals

identity-refusal-login-unfit = A login has 3 to 60 lower-case letters, digits or . _ - and begins with a letter.
identity-refusal-login-taken = This login is taken.
identity-refusal-password-too-short = A password has at least { $least } characters.
identity-refusal-password-too-long = A password has at most { $most } characters.
identity-refusal-password-too-common = Many people use this password. Choose another.
identity-refusal-password-is-login = The password must not be the login.
identity-refusal-path-unfit = This is no path of the organisation.
identity-refusal-code-unfit = A code has 2 to 12 capital letters or digits.
identity-refusal-node-code-taken = This code is taken.
identity-refusal-place-code-taken = Another place has this code.
identity-refusal-locked = Too many wrong passwords. Signing in is locked for { $minutes } min.
identity-refusal-wrong-login = Login or password is wrong.
identity-refusal-wrong-old-password = The present password is wrong.
identity-refusal-no-position = You have no position.
identity-refusal-no-role = Choose at least one role.
identity-refusal-name-length = Give a name of at most { $most } characters.
identity-refusal-not-for-staff = The role “{ $role }” is not for people who work here.
identity-refusal-hours-unfit = The opening hours lie within one day, and it opens before it closes.
identity-refusal-division-unknown = No administrative division has this code or name; give six digits of GB/T 2260, as 310104.
identity-refusal-text-too-long = At most { $most } characters.
identity-refusal-place-kind-unfit = Only shelves and vans can be added.
identity-refusal-place-code-unfit = A place’s code has 1 to 40 capital letters, digits or hyphens.
identity-refusal-token-needs-scope = Choose at least one thing that it may do.
identity-opens-wait = Wait until then, or ask an administrator for a new password.
identity-opens-administrator = Ask an administrator to give you one.

identity-action-add-contact = Write down a contact
identity-action-approve-quote = Answer a quotation
identity-action-archive = Archive
identity-action-assign = Assign
identity-action-cancel = Cancel
identity-action-change-own-password = Change one's own password
identity-action-check = Check quality
identity-action-close-case = Close a case
identity-action-collect = Collect money
identity-action-decide = Decide entitlement
identity-action-diagnose = Diagnose
identity-action-edit-catalogue = Edit the catalogue
identity-action-edit-customer = Edit customers
identity-action-edit-device = Edit devices
identity-action-pay-out = Pay refunds out
identity-action-sell-contract = Sell a contract
identity-action-cancel-contract = Cancel a contract
identity-action-edit-policy = Edit clocks and fees
identity-action-exchange = Exchange
identity-action-follow-up = Follow up
identity-action-hand-over = Hand over
identity-action-import = Import
identity-action-manage-own-tokens = Manage one's own tokens
identity-action-manage-people = Manage people
identity-action-move-stock = Move stock
identity-action-override = Override a decision
identity-action-quote = Quote
identity-action-read-audit = Read the book of acts
identity-action-read-case = Read cases
identity-action-read-catalogue = Read the catalogue
identity-action-read-claims = Read claims
identity-action-read-colleagues = See colleagues
identity-action-read-customer = Read customers
identity-action-read-device = Read devices
identity-action-read-money = Read money
identity-action-read-order = Read orders
identity-action-read-stock = Read stock
identity-action-refund = Refund
identity-action-register-case = Register a case
identity-action-reopen = Reopen
identity-action-repair = Repair
identity-action-reserve-part = Reserve parts
identity-action-resolve = Deal with dissatisfaction
identity-action-return-defective = Return defective parts
identity-action-run-checks = Run the checks
identity-action-schedule = Agree on a window
identity-action-sign-off = Have the voucher signed
identity-action-take-in = Take a device in
identity-action-travel = Depart and arrive
identity-action-unmask = See personal data in full
identity-action-use-part = Use parts
identity-node-brand = Brand
identity-node-dealer = Dealer
identity-node-hq = Headquarters
identity-node-region = Region
identity-node-station = Station
identity-ownership-dealer = Dealer
identity-ownership-own = Own
identity-ownership-third-party = Third party
identity-refusal-role-above-yours = Only an administrator may give the role “{ $role }”.
