# Registration: codes are checked, one organisation is registered once, official roles are not for all.
as nobody POST /api/parties {"name":"甲","contact":"张","identifier":{"scheme":"CN-USCC","id":"91510700205412308D"},"roles":["tenderer","procuringEntity"]} -> 201 save /result/id=A save /result/person=PA
as nobody GET /api/parties/$A -> 200 check /name=甲 check /identifier/id=91510700205412308D
as nobody POST /api/parties {"name":"乙","contact":"李","identifier":{"scheme":"CN-USCC","id":"91510700205412308D"},"roles":["tenderer"]} -> 409 DUPLICATE check /field=/identifier/id
as nobody POST /api/parties {"name":"乙","contact":"李","identifier":{"scheme":"CN-USCC","id":"91510700205412308E"},"roles":["tenderer"]} -> 422 BAD_CODE check /value=91510700205412308E
as nobody POST /api/parties {"name":"乙","contact":"李","identifier":{"scheme":"CN-USCC","id":"91350100M000100Y4Z"},"roles":["tenderer"]} -> 422 BAD_CODE
as nobody POST /api/parties {"name":"乙","contact":"李","identifier":{"scheme":"CN-USCC","id":"91510700205412308D "},"roles":["tenderer"]} -> 422 BAD_CODE
as nobody POST /api/parties {"name":"乙","contact":"李","identifier":{"scheme":"JP","id":"7"},"roles":[]} -> 422 BAD_FIELD check /field=/roles check /detail~tenderer
as nobody POST /api/parties {"name":"乙","contact":"李","identifier":{"scheme":"JP","id":"7"},"roles":["king"]} -> 422 BAD_FIELD
as nobody POST /api/parties {"name":"乙","contact":"李","identifier":{"scheme":"JP","id":"7"},"roles":["tenderer"]} -> 201
as nobody GET /api/parties/01KJNXGE00PS26E5G9K9ASWCVA -> 404 NOT_FOUND check /field={party} check /value=01KJNXGE00PS26E5G9K9ASWCVA check /detail~party
