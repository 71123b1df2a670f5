#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QTableWidget;
class QTableWidgetItem;
QT_END_NAMESPACE

namespace matoi::widgets {

class ConflictArea;
class SectionHeader;

/// What is to be done so that it does not come back: title, owner, due, priority, done. Cells are edited in
/// place.
class ActionItemList final : public QWidget
{
    Q_OBJECT

public:
    ActionItemList(const PanelContext& context, QWidget* parent = nullptr);
    void setIncident(domain::Id<domain::Incident> id);
    void refresh();
    void retranslate();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fillRow(int row, const domain::Record<domain::ActionItem>& item);
    void fitRows();
    void edited(QTableWidgetItem* cell);
    void add();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    SectionHeader* m_header;
    ConflictArea* m_conflict;
    QTableWidget* m_table;
    QLineEdit* m_new;
    bool m_filling = false;
};

} // namespace matoi::widgets
