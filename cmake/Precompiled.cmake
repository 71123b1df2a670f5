# What most sources include from the system is compiled once a library: it is more than half of what a small
# source costs. Only headers of the system, never our own: an edit of ours must not compile everything anew, and
# ccache can share the result between checkouts. Off for release, where a forgotten #include would show.
option(MATOI_PRECOMPILE "Precompile the system's headers" ON)

set(MATOI_PRECOMPILED_STD
  <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <set> <string> <string_view> <unordered_map>
  <utility> <variant> <vector> <tl/expected.hpp>)
set(MATOI_PRECOMPILED_QT
  <QtCore/QCoreApplication> <QtCore/QDateTime> <QtCore/QEvent> <QtCore/QHash> <QtCore/QList> <QtCore/QLocale>
  <QtCore/QObject> <QtCore/QPointer> <QtCore/QString> <QtCore/QTimer> <QtCore/QTimeZone> <QtCore/QUrl>
  <QtCore/QVariant>)
set(MATOI_PRECOMPILED_WIDGETS
  <QtGui/QAccessible> <QtGui/QAction> <QtGui/QKeyEvent> <QtGui/QMouseEvent> <QtGui/QPainter> <QtGui/QPainterPath>
  <QtGui/QShortcut> <QtGui/QTextDocument> <QtWidgets/QAbstractItemView> <QtWidgets/QApplication>
  <QtWidgets/QComboBox> <QtWidgets/QDialog> <QtWidgets/QGridLayout> <QtWidgets/QHBoxLayout> <QtWidgets/QLabel>
  <QtWidgets/QLineEdit> <QtWidgets/QListView> <QtWidgets/QMenu> <QtWidgets/QPlainTextEdit> <QtWidgets/QPushButton>
  <QtWidgets/QScrollArea> <QtWidgets/QScrollBar> <QtWidgets/QStackedWidget> <QtWidgets/QStyledItemDelegate>
  <QtWidgets/QToolButton> <QtWidgets/QVBoxLayout> <QtWidgets/QWidget>)

# matoi_precompile(target std|json|qt|widgets …): for a target with more than a handful of sources.
function(matoi_precompile target)
  if(NOT MATOI_PRECOMPILE)
    return()
  endif()
  set(headers ${MATOI_PRECOMPILED_STD})
  foreach(part IN LISTS ARGN)
    if(part STREQUAL "json")
      list(APPEND headers <boost/json.hpp>)
    elseif(part STREQUAL "qt")
      list(APPEND headers ${MATOI_PRECOMPILED_QT})
    elseif(part STREQUAL "widgets")
      list(APPEND headers ${MATOI_PRECOMPILED_QT} ${MATOI_PRECOMPILED_WIDGETS})
    elseif(part STREQUAL "gtest")
      list(APPEND headers <gmock/gmock.h> <gtest/gtest.h>)
    endif()
  endforeach()
  target_precompile_headers(${target} PRIVATE ${headers})
  matoi_uses_precompiled(${target})
endfunction()

function(matoi_uses_precompiled target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # ccache asks for the first. And GCC 12 no longer knows that a precompiled header was the system's: it
    # reports this false one inside std::string, which it holds back otherwise (bug 105651 and its kin).
    target_compile_options(${target} PRIVATE -fpch-preprocess -Wno-array-bounds -Wno-stringop-overflow -Wno-restrict)
  endif()
endfunction()

# Tests are many and small: they share what some empty libraries precompile. kind: gtest, gtest_qt or qtest.
function(matoi_precompile_test target kind)
  if(NOT MATOI_PRECOMPILE)
    return()
  endif()
  set(donor matoi_precompiled_${kind})
  if(NOT TARGET ${donor})
    set(nothing "${CMAKE_BINARY_DIR}/${donor}.cpp")
    file(CONFIGURE OUTPUT "${nothing}" CONTENT "")
    add_library(${donor} STATIC "${nothing}")
    target_link_libraries(${donor} PRIVATE matoi_options)
    if(kind STREQUAL "qtest")
      # Not QtTest: its headers know the folder of each test.
      target_link_libraries(${donor} PRIVATE Qt6::Widgets)
      matoi_precompile(${donor} widgets)
    else()
      target_link_libraries(${donor} PRIVATE tl::expected GTest::gmock $<$<STREQUAL:${kind},gtest_qt>:Qt6::Core>)
      matoi_precompile(${donor} gtest)
    endif()
  endif()
  target_precompile_headers(${target} REUSE_FROM ${donor})
  matoi_uses_precompiled(${target})
endfunction()
