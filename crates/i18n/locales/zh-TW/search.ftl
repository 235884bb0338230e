## 查詢

search-what = 查詢
search-what-hint = 輸入單號、完整電話或末四碼、姓名中的兩個字、序號、IMEI 或型號。
