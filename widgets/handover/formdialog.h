#pragma once

#include "widgets/common/icons.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TextLabel;

/// A small form: a title, fields under their labels, one button that does it (Ctrl+Enter) and Cancel. Stays
/// open with what was typed when it could not be done, and says why.
class FormDialog : public QDialog
{
    Q_OBJECT

public:
    using Commit = std::function<domain::Result<void>()>;

    FormDialog(const PanelContext& context, const QString& title, QWidget* parent);

    /// A sentence over what follows.
    TextLabel* addText(const QString& sentence);
    /// `label` is the field's accessible name too.
    void addField(const QString& label, QWidget* field);
    /// Fields beside each other, in equal shares.
    void addFields(const std::vector<std::pair<QString, QWidget*>>& fields);
    void addWidget(QWidget* widget);
    /// What its one button does. `missing`: what to say when a field that is needed is empty.
    CommandButton* setCommit(const QString& text, Icon icon, const QString& missing, Commit commit);
    CommandButton* button() const { return m_commit; }

private:
    void commit();

    PanelContext m_context;
    QVBoxLayout* m_fields;
    TextLabel* m_problem;
    CommandButton* m_commit;
    QString m_missing;
    Commit m_act;
};

} // namespace matoi::widgets
