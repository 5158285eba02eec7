"""The whole disclosure as parts, sections and paragraphs: what stands in it, in which order.

It knows tables, supplement and declared texts; it refuses to know Word.
"""
