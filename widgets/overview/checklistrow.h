#pragma once

#include "models/domain/records.h"
#include "widgets/common/accessible.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QMenu;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TaskLine;

/// A row of the checklist: box and title, who and when, and a menu for the rest. Asking why a row is not
/// needed happens in the row.
class ChecklistRow final : public QWidget
{
    Q_OBJECT

public:
    ChecklistRow(const PanelContext& context, QWidget* parent);

    void setTask(const domain::Record<domain::Task>& task);
    domain::Id<domain::Task> id() const { return m_task.id; }

public Q_SLOTS:
    void askWhy();

Q_SIGNALS:
    void failed(const matoi::domain::Error& error);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void toggle();
    void openMenu(const QPoint& at);
    void openPeople();
    void addPeople(QMenu& menu);
    void answerWhy();
    void closeWhy();
    void set(domain::TaskState state, const std::string& reason = {});
    void assign(const std::string& person);
    void tell(const domain::Result<void>& result);

    PanelContext m_context;
    domain::Record<domain::Task> m_task;
    TaskLine* m_line;
    CommandButton* m_assign;
    CommandButton* m_more;
    QLineEdit* m_why;
};

/// The painted part: a check box with its title and who did it when.
class TaskLine final : public PaintedButton
{
    Q_OBJECT

public:
    TaskLine(const PanelContext& context, QWidget* parent);

    void setTask(const domain::Record<domain::Task>& task);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString right() const;

    PanelContext m_context;
    domain::Record<domain::Task> m_task;
};

} // namespace matoi::widgets
