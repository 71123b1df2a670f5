#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class CommandButton;
class ConnectionLabel;
class MenuBar;
class PaletteButton;
class TabularLabel;
class TextLabel;

/// 36 high, over everything: mark, menus, connection, and the two clocks (the user's zone, and UTC).
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    TopBar(const PanelContext& context, QWidget* parent = nullptr);

    MenuBar& menuBar() { return *m_menuBar; }
    ConnectionLabel& connection() { return *m_connection; }
    /// The menus fold into one, and UTC goes.
    void setNarrow(bool narrow);
    /// What says least goes until the rest fits: it must never hold a window wide.
    QSize minimumSizeHint() const override { return {0, QWidget::minimumSizeHint().height()}; }

Q_SIGNALS:
    void paletteRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void fit();
    void showTime();
    void openMenu();

    PanelContext m_context;
    MenuBar* m_menuBar;
    CommandButton* m_menu;
    bool m_narrow = false;
    ConnectionLabel* m_connection;
    TabularLabel* m_clock;
    TextLabel* m_zone;
    TabularLabel* m_utc;
};

} // namespace matoi::widgets
