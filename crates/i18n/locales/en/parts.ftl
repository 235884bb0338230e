## Parts
