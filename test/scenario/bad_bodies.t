# What is no valid body is refused with field, value and rule, and changes nothing.
as nobody POST /api/parties {"name":"甲" -> 400 BAD_JSON
as nobody POST /api/parties {"name":"甲","name":"乙"} -> 400 BAD_JSON check /value=name
as nobody POST /api/parties {"name":1.5} -> 422 BAD_FIELD check /field=/name check /value=1.5 check /detail~decimal check /detailZh~金额须为十进制字符串
as nobody POST /api/parties {"roles":[1,{"a":1e3}]} -> 422 BAD_FIELD check /field=/roles/1/a check /value=1e3
as nobody POST /api/parties {"name":01} -> 400 BAD_JSON
as nobody POST /api/parties {"name":NaN} -> 400 BAD_JSON
as nobody POST /api/parties {"name":"a\u0000b"} -> 400 BAD_JSON
as nobody POST /api/parties {"name":"\ud800"} -> 400 BAD_JSON
as nobody POST /api/parties [[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]] -> 400 BAD_JSON
as nobody POST /api/parties {} {} -> 400 BAD_JSON
as nobody POST /api/parties [] -> 422 BAD_FIELD
as nobody POST /api/parties {} -> 422 MISSING_FIELD check /field=/name
as nobody POST /api/parties {"name":"甲","extra":1} -> 422 UNKNOWN_FIELD check /field=/extra
as nobody POST /api/parties {"name":7,"contact":"x","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer"]} -> 422 BAD_FIELD check /field=/name check /value=7
as nobody POST /api/parties {"name":"甲","contact":"x","identifier":{"scheme":"JP"},"roles":["tenderer"]} -> 422 MISSING_FIELD check /field=/identifier/id
as nobody POST /api/parties -> 422 MISSING_FIELD check /field=/name
as nobody GET /api/nothing -> 404 NOT_FOUND
# a word that is not listed is answered with the list, at the item
as nobody POST /api/parties {"name":"甲","contact":"x","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer","supplier"]} -> 422 BAD_FIELD \
  check /field=/roles/1 check /value=supplier check /detail~procuringEntity, check /detail~tenderer
as nobody POST /api/parties {"name":"甲","contact":"x","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer","tenderer"]} -> 422 BAD_FIELD check /field=/roles/1 check /detail~once
as nobody POST /api/parties {"name":"甲","contact":"x","identifier":{"scheme":"JP","id":"1"},"roles":"tenderer"} -> 422 BAD_FIELD check /field=/roles check /detail~agency,
as nobody PUT /api/parties -> 405 BAD_METHOD
as nobody GET /api/notices?limit=0 -> 422 BAD_FIELD check /field=?limit
as nobody GET /api/notices?limit=101 -> 422 BAD_FIELD
as nobody GET /api/notices?limit=3x -> 422 BAD_FIELD check /value=3x
as nobody GET /api/notices?q=%FF -> 400 BAD_ENCODING
as nobody GET /api/notices?q=%00 -> 400 BAD_ENCODING
as nobody GET /api/notices -> 200 check /notices=[]
