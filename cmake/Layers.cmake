# Who may link whom. One line a layer: its name, then the layers that it may use directly ("*": all).
# A target that names another one fails at configure time; tests/lint reads the same table and
# rejects an #include that crosses it (a wrong include compiles without linking).
set(MATOI_LAYERS
  "models/domain:"
  "models/wire: models/domain"
  "models/sqlite: models/domain"
  "models/merge: models/domain"
  "models/cache: models/domain models/sqlite models/wire"
  "models/settings: models/domain"
  "models/auth: models/domain"
  "models/api: models/domain models/wire models/auth"
  "models/sync: models/domain models/cache models/api models/wire models/merge"
  "models/commands: models/domain"
  "models/drill: models/domain models/commands"
  "models/itemmodels: models/domain"
  "resources:"
  "widgets/common: models/domain resources"
  "widgets: models/domain models/itemmodels models/commands models/settings models/merge models/drill resources widgets/common"
  "backend/http: models/domain"
  "backend/store: models/domain models/wire models/sqlite"
  "backend/auth: models/domain models/wire backend/store"
  "backend/channels: models/domain"
  "backend/metrics: models/domain models/wire backend/store"
  "backend/services: models/domain models/wire models/merge backend/store backend/auth"
  "backend/engine: models/domain models/wire backend/store backend/auth backend/channels backend/services"
  "backend/ingest: models/domain models/wire backend/store backend/auth backend/services backend/engine"
  "backend/api: models/domain models/wire backend/http backend/store backend/auth backend/channels backend/services backend/engine backend/ingest backend/metrics"
  "backend/main: *"
  "app: *")

function(matoi_layer_allows layer used out)
  foreach(line IN LISTS MATOI_LAYERS)
    if(line MATCHES "^${layer}:(.*)$")
      string(STRIP "${CMAKE_MATCH_1}" allowed)
      string(REPLACE " " ";" allowed "${allowed}")
      if("*" IN_LIST allowed OR used IN_LIST allowed OR used STREQUAL layer)
        set(${out} TRUE PARENT_SCOPE)
      else()
        set(${out} FALSE PARENT_SCOPE)
      endif()
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "Layer '${layer}' is not in cmake/Layers.cmake")
endfunction()

# Called once at the end: every recorded use must be in the table.
function(matoi_check_layers)
  get_property(uses GLOBAL PROPERTY MATOI_LAYER_USES)
  foreach(use IN LISTS uses)
    string(REPLACE "=>" ";" pair "${use}")
    list(GET pair 0 layer)
    list(GET pair 1 used)
    matoi_layer_allows("${layer}" "${used}" ok)
    if(NOT ok)
      message(SEND_ERROR "'${layer}' may not use '${used}': see cmake/Layers.cmake")
    endif()
  endforeach()
endfunction()
