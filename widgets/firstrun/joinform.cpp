#include "widgets/firstrun/joinform.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/firstrun/factline.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace Qt::StringLiterals;

namespace {

bool isThisComputer(const QString& host)
{
    return host == u"localhost"_s || host == u"127.0.0.1"_s || host == u"::1"_s;
}

} // namespace

QUrl serviceAddress(const QString& typed)
{
    QString text = typed.trimmed();
    if (!text.contains(u"://"_s))
        text.prepend(u"https://"_s);
    QUrl url(text, QUrl::StrictMode);
    const bool secure =
        url.scheme() == u"https"_s || (url.scheme() == u"http"_s && isThisComputer(url.host()));
    if (!url.isValid() || url.host().isEmpty() || !secure || !url.userInfo().isEmpty() || url.hasQuery() ||
        url.hasFragment())
        return {};
    if (url.path() == u"/"_s)
        url.setPath({}); // one service, one name: its local copy is found by it
    return url.adjusted(QUrl::StripTrailingSlash);
}

JoinForm::JoinForm(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fact(new FactLine(theme, this))
    , m_addressLabel(new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, {}, this))
    , m_addressHint(new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_address(new QLineEdit(this))
    , m_addressProblem(new FactLine(theme, this))
    , m_tokenLabel(new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, {}, this))
    , m_tokenHint(new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_token(new QLineEdit(this))
    , m_show(new CommandButton(theme, {}, Icon::Eye, this))
    , m_tokenProblem(new FactLine(theme, this))
    , m_where(new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, {}, this))
{
    m_address->setPlaceholderText(u"https://matoi.example.com"_s);
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(u"mt_…"_s);
    m_show->setIconOnly(true);
    m_show->setCheckable(true);
    m_show->setAutoDefault(false);
    m_where->setWordWrap(true);
    const auto head = [&](TextLabel* label, TextLabel* hint) {
        auto* row = new QHBoxLayout;
        row->addWidget(label);
        row->addStretch();
        row->addWidget(hint);
        return row;
    };
    auto* tokenRow = new QHBoxLayout;
    tokenRow->setSpacing(theme.px(8));
    tokenRow->addWidget(m_token, 1);
    tokenRow->addWidget(m_show);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(6));
    column->addWidget(m_fact);
    column->addLayout(head(m_addressLabel, m_addressHint));
    column->addWidget(m_address);
    column->addWidget(m_addressProblem);
    column->addSpacing(theme.px(12));
    column->addLayout(head(m_tokenLabel, m_tokenHint));
    column->addLayout(tokenRow);
    column->addWidget(m_tokenProblem);
    column->addWidget(m_where);
    column->addStretch();

    connect(m_show, &QAbstractButton::toggled, this, &JoinForm::showToken);
    for (QLineEdit* field : {m_address, m_token}) {
        connect(field, &QLineEdit::textEdited, this, &JoinForm::clearProblems);
        connect(field, &QLineEdit::returnPressed, this, &JoinForm::submitted);
    }
    retranslate();
}

void JoinForm::retranslate()
{
    m_addressLabel->setText(tr("Server address"));
    m_addressHint->setText(tr("https only"));
    m_address->setAccessibleName(tr("Server address"));
    m_tokenLabel->setText(tr("Token"));
    m_tokenHint->setText(tr("begins with mt_"));
    m_token->setAccessibleName(tr("Token"));
    m_show->setText(m_show->isChecked() ? tr("Hide the token") : tr("Show the token"));
    //: %1 is a command
    m_where->setText(tr("Whoever runs the service makes one for you: %1").arg(u"matoid token create"_s));
}

void JoinForm::showToken(bool show)
{
    m_token->setEchoMode(show ? QLineEdit::Normal : QLineEdit::Password);
    m_show->setIconName(show ? Icon::EyeOff : Icon::Eye);
    retranslate();
}

void JoinForm::setAddress(const QUrl& address)
{
    m_address->setText(address.toString());
}

void JoinForm::clearProblems()
{
    m_addressProblem->set(FactLine::Tone::Fail, {});
    m_tokenProblem->set(FactLine::Tone::Fail, {});
}

void JoinForm::setProblem(Field field, const QString& text)
{
    clearProblems();
    FactLine* line = field == Field::Address ? m_addressProblem : m_tokenProblem;
    QLineEdit* edit = field == Field::Address ? m_address : m_token;
    line->set(FactLine::Tone::Fail, text);
    edit->setAccessibleDescription(text);
    edit->setFocus();
    edit->selectAll();
}

void JoinForm::setBusy(bool busy)
{
    for (QWidget* widget :
         {static_cast<QWidget*>(m_address), static_cast<QWidget*>(m_token), static_cast<QWidget*>(m_show)})
        widget->setEnabled(!busy);
}

void JoinForm::submit()
{
    clearProblems();
    const QUrl address = serviceAddress(m_address->text());
    if (m_address->text().trimmed().isEmpty()) {
        setProblem(Field::Address, tr("Enter the address of your team's service."));
        return;
    }
    if (address.isEmpty()) {
        setProblem(
            Field::Address,
            tr("This is no address of a service. It looks like %1.").arg(u"https://matoi.example.com"_s));
        return;
    }
    const QString token = m_token->text().trimmed();
    if (!token.startsWith(u"mt_"_s)) {
        setProblem(Field::Token, token.isEmpty() ? tr("Enter the token that was made for you.")
                                                 : tr("This is no token of Matoi: they begin with mt_."));
        return;
    }
    Q_EMIT joinRequested(address, token);
}

void JoinForm::focusFirst()
{
    (m_address->text().isEmpty() ? m_address : m_token)->setFocus();
}

void JoinForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
