#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtCore/QUrl>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class FactLine;
class TextLabel;

/// Address of a team's service, and the token that its administrator made. What is wrong stands at the field
/// that it is about.
class JoinForm final : public QWidget
{
    Q_OBJECT

public:
    enum class Field
    {
        Address,
        Token
    };

    JoinForm(Theme& theme, QWidget* parent = nullptr);

    void setAddress(const QUrl& address);
    /// What is known of the service that is joined already; empty when there is none.
    FactLine& fact() { return *m_fact; }
    /// Also gives that field the focus.
    void setProblem(Field field, const QString& text);
    void setBusy(bool busy);
    /// Checks what can be told without asking, then emits joinRequested().
    void submit();
    void focusFirst();

Q_SIGNALS:
    void joinRequested(const QUrl& address, const QString& token);
    /// Return in a field.
    void submitted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void clearProblems();
    void showToken(bool show);

    Theme& m_theme;
    FactLine* m_fact;
    TextLabel* m_addressLabel;
    TextLabel* m_addressHint;
    QLineEdit* m_address;
    FactLine* m_addressProblem;
    TextLabel* m_tokenLabel;
    TextLabel* m_tokenHint;
    QLineEdit* m_token;
    CommandButton* m_show;
    FactLine* m_tokenProblem;
    TextLabel* m_where;
};

/// What somebody typed as an address: without a scheme it is https. Invalid when it cannot be one, or when
/// it would send a token in the clear to another computer.
QUrl serviceAddress(const QString& typed);

} // namespace matoi::widgets
