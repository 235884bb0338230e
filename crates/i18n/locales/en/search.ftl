## Search

search-what = Find anything
search-what-hint = Enter a document number, a phone or its end, two letters of a name, a serial, an IMEI or a model.
