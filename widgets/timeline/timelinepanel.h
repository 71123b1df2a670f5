#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace matoi::itemmodels {
class TimelineModel;
}

namespace matoi::widgets {

class Composer;
class ConflictArea;
class EmptyState;
class TextLabel;
class TimelineFilter;
class TimelineSide;
class TimelineView;

/// The Timeline tab: filters, the composer, everything that happened, and at the right its shape and what is
/// pinned for the analysis.
class TimelinePanel final : public QWidget
{
    Q_OBJECT

public:
    TimelinePanel(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);
    /// Chooses the next row in this direction; false unless the list has the keyboard.
    bool step(int by);
    /// Opens the chosen event; false unless the list has the keyboard.
    bool editChosen();

public Q_SLOTS:
    void focusComposer();
    void focusFind();
    /// Selects that event, whatever is filtered now.
    void reveal(matoi::domain::Id<matoi::domain::TimelineEvent> id);

Q_SIGNALS:
    /// Where the action items are.
    void actionItemsRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showEmpty();
    void showAge();
    void showReading();
    void describeGap(domain::Time from, domain::Time to);
    void copyListed();
    void exportListed();
    void writeCsv(const QString& file);
    void say(const QString& text, bool problem);

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    itemmodels::TimelineModel* m_model;
    TimelineFilter* m_filter;
    Composer* m_composer;
    TextLabel* m_age;
    TextLabel* m_said;
    QTimer* m_sayTimer;
    TextLabel* m_reading; ///< how much of a very long timeline is here
    ConflictArea* m_conflict;
    EmptyState* m_empty;
    TimelineView* m_view;
    TimelineSide* m_side;
    QWidget* m_sideLine;
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
