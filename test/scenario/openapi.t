# The document says who may call and how to be somebody.
as nobody GET /api/openapi.json -> 200 check /components/securitySchemes/bearer/scheme=bearer \
  check /components/securitySchemes/cookie/name=heng_session check /components/securitySchemes/csrf/name=X-CSRF-Token \
  check /paths~"x-heng-who":["principal","agency"] check /paths~"security":[{"bearer":[]},{"cookie":[],"csrf":[]}] \
  check /paths~"security":[{},{"bearer":[]},{"cookie":[]}] check /paths~"x-heng-who":["public"]
