# Every dependency of Matoi is in Debian 12. When one is missing, say which package brings it.

function(matoi_missing what package)
  message(FATAL_ERROR "Matoi needs ${what}. Install it with:  apt-get install ${package}\n"
                      "(./dev setup installs all of them.)")
endfunction()

macro(matoi_find package debian)
  find_package(${package} QUIET ${ARGN})
  if(NOT ${package}_FOUND)
    matoi_missing("${package}" "${debian}")
  endif()
endmacro()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
set(Boost_NO_WARN_NEW_VERSIONS ON)
matoi_find(Boost "libboost1.81-dev libboost-json1.81-dev" 1.81 COMPONENTS json)
matoi_find(SQLite3 libsqlite3-dev)
matoi_find(SQLiteCpp libsqlitecpp-dev)
matoi_find(tl-expected libexpected-dev)
matoi_find(ICU libicu-dev COMPONENTS uc i18n)
matoi_find(OpenSSL libssl-dev)
matoi_find(CURL libcurl4-openssl-dev)
matoi_find(PostgreSQL libpq-dev)
matoi_find(CLI11 libcli11-dev)
matoi_find(spdlog libspdlog-dev)
matoi_find(prometheus-cpp prometheus-cpp-dev COMPONENTS core)
matoi_find(yaml-cpp libyaml-cpp-dev)
matoi_find(GTest "libgtest-dev libgmock-dev")
matoi_find(rapidcheck librapidcheck-dev)

if(MATOI_CONSOLE)
  matoi_find(Qt6 "qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools" 6.4
             COMPONENTS Core Gui Widgets Network DBus Svg Charts PrintSupport LinguistTools Test)
  matoi_find(Qt6Keychain qtkeychain-qt6-dev)
  matoi_find(X11 libxcb1-dev COMPONENTS xcb)
endif()
