#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TextLabel;

/// Whom a response plan tells how it stands, and with what text each begins; beside it the text as it reads
/// for this incident. Saved for the plan: every incident of it has them from then on.
class AudiencesDialog final : public QDialog
{
    Q_OBJECT

public:
    AudiencesDialog(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent);

private:
    void build();
    void showRow(int row);
    void keepRow();
    void add();
    void remove();
    void save();
    void showPreview();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    std::vector<domain::UpdateAudience> m_audiences;
    QListWidget* m_list;
    QLineEdit* m_name;
    QPlainTextEdit* m_text;
    TextLabel* m_preview;
    TextLabel* m_problem;
    CommandButton* m_remove;
    int m_row = -1;
};

} // namespace matoi::widgets
