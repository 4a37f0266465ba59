print("samplelogs")
