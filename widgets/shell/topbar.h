#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QMenuBar;
QT_END_NAMESPACE

namespace matoi::widgets {

class ConnectionLabel;
class PaletteButton;
class TabularLabel;
class TextLabel;

/// 36 high, over everything: mark, menus, connection, and the two clocks (the user's zone, and UTC).
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    TopBar(const PanelContext& context, QWidget* parent = nullptr);

    QMenuBar& menuBar() { return *m_menuBar; }
    ConnectionLabel& connection() { return *m_connection; }

Q_SIGNALS:
    void paletteRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showTime();

    PanelContext m_context;
    QMenuBar* m_menuBar;
    ConnectionLabel* m_connection;
    TabularLabel* m_clock;
    TextLabel* m_zone;
    TabularLabel* m_utc;
};

} // namespace matoi::widgets
