#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

namespace matoi::widgets {

class MarkdownView;
class TextLabel;

/// What an event said before: every revision with who and when, newest first. Earlier revisions are the
/// service's; without a connection the dialog says so and shows the present one.
class RevisionDialog final : public QDialog
{
    Q_OBJECT

public:
    RevisionDialog(const PanelContext& context, const domain::Record<domain::TimelineEvent>& event,
                   QWidget* parent);

private:
    void present(const domain::Result<std::vector<domain::Revised<domain::TimelineEvent>>>& revisions);
    QString listed(const std::vector<domain::Revised<domain::TimelineEvent>>& revisions) const;

    PanelContext m_context;
    TextLabel* m_state;
    MarkdownView* m_list;
};

} // namespace matoi::widgets
