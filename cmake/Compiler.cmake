# One set of flags for all that is ours: warnings are errors, and the same flags serve GCC 12 and clang 14.

add_library(matoi_options INTERFACE)
target_compile_options(matoi_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wunused
  -Wimplicit-fallthrough -Werror
  -Wno-missing-field-initializers) # designated initialisers leave out what has a default
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports this one inside the standard library and Boost at -O2; clang-tidy covers our own code.
  target_compile_options(matoi_options INTERFACE -Wno-maybe-uninitialized)
  # And this one at -O3, for a text literal plus a std::string (GCC bug 105651).
  target_compile_options(matoi_options INTERFACE $<$<CONFIG:Release>:-Wno-restrict>)
endif()
target_compile_definitions(matoi_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
  QT_STRICT_ITERATORS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)

if(MATOI_SANITIZE)
  add_compile_options(-fsanitize=${MATOI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${MATOI_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # With a sanitizer's instrumentation GCC 12 warns about code it made itself.
    add_compile_options(-Wno-stringop-overflow -Wno-array-bounds -Wno-restrict -Wno-tsan)
  endif()
endif()

# moc reads our headers only, never what another target builds: it need not wait for the libraries below.
set(CMAKE_AUTOGEN_ORIGIN_DEPENDS OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()
