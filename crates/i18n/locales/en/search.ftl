## Search

search-what = Find anything
search-what-hint = Enter a document number, a whole phone number or its last four digits, two letters of a name, a serial, an IMEI or a model.
