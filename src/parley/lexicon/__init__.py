"""The sole reader of `parley/data/`: validates the files of a language pack and returns frozen tables.

`tables.py` reads single files strictly, one module per kind of table gives it a type, `pack.py` puts a language together.
"""
