#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class EmptyState;
class SectionHeader;

/// A column of the cockpit: a header with its button, rows that scroll, one example while there is none. What
/// changes is written into the rows that are there; nothing is reset under a person.
class CockpitPane : public QWidget
{
    Q_OBJECT

public:
    CockpitPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);
    /// Whole: as high as its rows, whatever is around it scrolls. Otherwise the rows scroll.
    void setWhole(bool whole);

Q_SIGNALS:
    /// The header's button.
    void addRequested();

protected:
    void changeEvent(QEvent* event) override;

    /// Everything anew, also the words.
    virtual void refresh() = 0;
    /// The second hand.
    virtual void tick() {}
    virtual bool concerns(domain::Kind kind) const = 0;

    domain::Id<domain::Incident> incident() const { return m_id; }
    const PanelContext& context() const { return m_context; }
    SectionHeader& header() { return *m_header; }
    CommandButton& adder() { return *m_add; }
    QVBoxLayout& rows() { return *m_rows; }
    /// Under the rows, and never scrolled away.
    void setFoot(QWidget* foot);
    void showEmpty(bool empty, const QString& example);

private:
    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    SectionHeader* m_header;
    CommandButton* m_add;
    EmptyState* m_empty;
    QScrollArea* m_scroll;
    QWidget* m_page; ///< in it, or in its place
    QVBoxLayout* m_column;
    QVBoxLayout* m_rows;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
