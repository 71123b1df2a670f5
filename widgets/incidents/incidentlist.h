#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListView;
QT_END_NAMESPACE

namespace matoi::itemmodels {
class IncidentListModel;
}

namespace matoi::widgets {

class CommandButton;
class EmptyState;
class IncidentDelegate;
class SegmentedControl;
class TextLabel;

/// The side list: which incidents there are, and the button that starts one.
class IncidentList final : public QWidget
{
    Q_OBJECT

public:
    IncidentList(const PanelContext& context, QWidget* parent = nullptr);

    void select(domain::Id<domain::Incident> id);
    domain::Id<domain::Incident> selected() const;
    itemmodels::IncidentListModel& model() { return *m_model; }
    void moveSelection(int by);
    void focusFilter();

Q_SIGNALS:
    void incidentChosen(matoi::domain::Id<matoi::domain::Incident> id);
    void startRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitTitle();
    void retranslate();
    void showCounts();
    QString spoken(const QModelIndex& index) const;
    void keepSelection();
    void showEmpty();
    void showAge();

    PanelContext m_context;
    itemmodels::IncidentListModel* m_model;
    IncidentDelegate* m_delegate;
    SegmentedControl* m_scope;
    QLineEdit* m_filter;
    TextLabel* m_age;
    QListView* m_view;
    EmptyState* m_empty;
    CommandButton* m_start;
    domain::Id<domain::Incident> m_wanted;
    bool m_leaving = false; ///< rows go at this moment
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
