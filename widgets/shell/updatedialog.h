#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TextLabel;

/// Tell an audience how it stands, and promise when they hear next. The text is kept as a draft until it is
/// posted.
class UpdateDialog final : public QDialog
{
    Q_OBJECT

public:
    UpdateDialog(const PanelContext& context, domain::Id<domain::Incident> incident,
                 QWidget* parent = nullptr);

private:
    void post();
    void showPromise();
    void showTemplate();
    void fillAudiences();
    void fillTimes();
    QLayout* choices();
    QString lastUpdate() const;
    std::optional<domain::Time> promised() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    QComboBox* m_audience;
    CommandButton* m_edit;
    QPlainTextEdit* m_text;
    QComboBox* m_next;
    QString m_template; ///< what was filled in; once it is edited it stays as it is
    TextLabel* m_promise;
    TextLabel* m_problem;
    CommandButton* m_post;
    domain::Subscription m_subscription;
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
