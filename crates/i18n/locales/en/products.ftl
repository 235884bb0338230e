## Products

products-item-device = Device for exchange
products-item-part = Part
products-refusal-category-unfit = A category has 1 to 40 small letters, digits or _
products-refusal-code-unfit = A code begins with a letter or digit and has 1 to 40 letters, digits, - _ . / or +
products-refusal-cost-negative = The cost cannot be below zero
products-refusal-months-unfit = A term has 1 to { $most } months
products-refusal-name-missing = Enter a name
products-refusal-name-too-long = A name has at most { $most } characters
products-refusal-part-kind-unfit = A part kind has 1 to 40 small letters, digits or _
products-refusal-price-negative = The price cannot be below zero

products-refusal-model-code-taken = This model code is taken
products-refusal-item-code-taken = This item code is taken

# Pages

products-catalogue = Catalogue
products-models = Models
products-items = Items
products-code = Code
products-name = Name
products-name-en = English name
products-category = Category
products-category-hint = such as phone, washing_machine
products-regime = Regime
products-regime-hint = such as cn.mobile.2001; empty for none
products-price = Price
products-cost = Cost
products-kind = Kind
products-part-kind = Part kind
products-part-kind-hint = Says whose term counts, such as battery
products-sold = Sold
products-ended = No longer sold
products-fits = Fits models
products-fits-hint = Codes of models, parted by commas
products-no-such-model = One of these models is not in the catalogue
products-serialised = Has serials
products-returns-defective = Old part goes back
products-parts = What it is made of
products-parts-hint = Empty months mean the law's term; empty rows are left out.
products-brand-months = Brand's months
products-by-law = By law
products-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
products-no-items = No items fit it.
products-none-hint = Add the first, or import a file.
products-add-model = Add model
products-add-item = Add item
products-model-added = Model { $code } is added.
products-item-added = Item { $code } is added.
