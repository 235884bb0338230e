## 查找

search-what = 查找
search-what-hint = 输入单号、完整电话或后四位、姓名中的两个字、序列号、IMEI 或型号。
