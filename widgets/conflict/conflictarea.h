#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class ConflictChooser;

/// A place for conflicts: empty and without height while there is none, else the chooser of the first. Every
/// pane puts one above the thing that can be in conflict.
class ConflictArea final : public QWidget
{
    Q_OBJECT

public:
    using Filter = std::function<bool(const domain::Conflict&)>;

    ConflictArea(const PanelContext& context, QWidget* parent = nullptr);

    /// Which conflicts belong here.
    void setFilter(Filter filter);
    void refresh();
    ConflictChooser* chooser() const { return m_chooser; }

Q_SIGNALS:
    /// One came or the last was settled.
    void shownChanged(bool shown);

private:
    PanelContext m_context;
    Filter m_filter;
    ConflictChooser* m_chooser = nullptr;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
