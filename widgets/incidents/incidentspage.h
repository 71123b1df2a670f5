#pragma once

#include "models/itemmodels/incidenttablemodel.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QTreeView;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class EmptyState;
class IncidentFilterBar;
class IncidentTableDelegate;
class IncidentTableHeader;
class IncidentTexts;
class SegmentedControl;
class TabularLabel;
class TextLabel;

/// What the page asks of the program around it.
struct IncidentsPageLinks
{
    /// The views that were saved, each as name, line break, IncidentQuery::toText().
    std::function<QStringList()> views = [] { return QStringList(); };
    std::function<void(const QStringList&)> saveViews = [](const QStringList&) {};
    /// Asks for a file to write to and calls back when there is one; empty: the desktop's dialog.
    std::function<void(const QString& suggested, std::function<void(QString)>)> chooseFile;
};

/// All incidents of this computer: looked for in everything that was written, filtered, sorted, exported.
class IncidentsPage final : public QWidget
{
    Q_OBJECT

public:
    IncidentsPage(const PanelContext& context, IncidentsPageLinks links, QWidget* parent = nullptr);

    itemmodels::IncidentTableModel& model() { return *m_model; }
    QTreeView& view() { return *m_view; }
    void moveSelection(int by);

public Q_SLOTS:
    void focusSearch();
    void exportCsv();

Q_SIGNALS:
    void incidentOpened(matoi::domain::Id<matoi::domain::Incident> id);
    /// A text in which the words were found.
    void hitOpened(const matoi::domain::SearchHit& hit);
    void startRequested();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* head();
    QWidget* search();
    QWidget* foot();
    void setUpView();
    void retranslate();
    void dress();
    void arrangeColumns();
    int neededWidth(int column, int most) const;
    void setQuery(const itemmodels::IncidentQuery& query);
    void showQuery();
    void showKeys();
    void showState();
    void showRows();
    void keepPlace();
    void open(const QModelIndex& index);
    void openViews();
    void saveView();
    void writeCsv(const QString& file);
    QString sentence() const;
    QString shownText(int shown) const;

    PanelContext m_context;
    IncidentsPageLinks m_links;
    itemmodels::IncidentTableModel* m_model;
    IncidentTexts* m_texts;
    IncidentTableDelegate* m_delegate;
    QTreeView* m_view;
    IncidentTableHeader* m_header;
    TextLabel* m_title;
    SegmentedControl* m_scope;
    CommandButton* m_export;
    CommandButton* m_start;
    QLineEdit* m_search;
    TextLabel* m_found;
    CommandButton* m_views;
    CommandButton* m_save;
    IncidentFilterBar* m_filters;
    TextLabel* m_medians;
    TextLabel* m_notice;
    EmptyState* m_empty;
    CommandButton* m_more;
    TextLabel* m_keys;
    TextLabel* m_shown;
    domain::Id<domain::Incident> m_current;
    int m_currentHit = -1;
    int m_scroll = 0;
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
