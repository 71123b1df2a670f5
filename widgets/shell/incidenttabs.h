#pragma once

#include "widgets/common/accessible.h"

#include <vector>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class IncidentTab;

/// The row of tabs: name, grey count, blue line under the current one. Left and Right move; one tab stop.
/// What has no room goes into a menu at its end; the current tab is always there.
class IncidentTabs final : public PaintedWidget
{
    Q_OBJECT

public:
    explicit IncidentTabs(Theme& theme, QWidget* parent = nullptr);

    int add();
    void setTab(int index, const QString& label, int count);
    void setCurrent(int index);
    int current() const { return m_current; }
    void focusCurrent();
    /// At the right end of the row, for as long as it is visible.
    void setTrailing(QWidget* widget);
    /// Shares the width anew, after the trailing widget was shown, hidden or renamed.
    void fit();
    QSize minimumSizeHint() const override;
    QAccessible::Role accessibleRole() const override { return QAccessible::PageTabList; }

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    friend class IncidentTab;
    void openMore();
    void nameMore();

    CommandButton* m_more;
    QWidget* m_trailing = nullptr;
    std::vector<IncidentTab*> m_tabs;
    int m_current = 0;
};

} // namespace matoi::widgets
