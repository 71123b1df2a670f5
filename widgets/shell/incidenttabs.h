#pragma once

#include "widgets/common/accessible.h"

#include <QtWidgets/QWidget>

#include <vector>

namespace matoi::widgets {

class IncidentTab;

/// The row of tabs: name, grey count, blue line under the current one. Left and Right move; one tab stop.
class IncidentTabs final : public PaintedWidget
{
    Q_OBJECT

public:
    explicit IncidentTabs(Theme& theme, QWidget* parent = nullptr);

    int add();
    void setTab(int index, const QString& label, int count);
    void setCurrent(int index);
    int current() const { return m_current; }
    QAccessible::Role accessibleRole() const override { return QAccessible::PageTabList; }

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;

private:
    friend class IncidentTab;
    std::vector<IncidentTab*> m_tabs;
    int m_current = 0;
};

} // namespace matoi::widgets
