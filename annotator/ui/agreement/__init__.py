"""The agreement panel: figures of agreement with their intervals, and the spans behind each of them."""
