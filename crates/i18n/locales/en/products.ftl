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
