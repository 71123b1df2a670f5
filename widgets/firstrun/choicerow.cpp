#include "widgets/firstrun/choicerow.h"

#include "widgets/common/keycap.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"

#include <QtGui/QPainter>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

namespace {

constexpr int edge = 3;
constexpr int left = 52;
constexpr int iconSide = 20;

} // namespace

ChoiceRow::ChoiceRow(Theme& theme, Icon icon, int digit, QWidget* parent)
    : PaintedButton(theme, parent)
    , m_icon(icon)
    , m_digit(digit)
    , m_title(new TextLabel(theme, TextStyle::DialogTitle, Role::TextPrimary, {}, this))
    , m_meaning(new TextLabel(theme, TextStyle::Body, Role::TextSecondary, {}, this))
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_title->setWordWrap(true);
    m_meaning->setWordWrap(true);
    for (TextLabel* label : {m_title, m_meaning})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addWidget(m_meaning);
    column->addStretch();
    themeChanged();
}

void ChoiceRow::themeChanged()
{
    layout()->setContentsMargins(theme().px(left), theme().px(14), theme().px(14), theme().px(14));
    layout()->setSpacing(theme().px(4));
    m_title->setContentsMargins(0, 0, theme().px(34), 0); // the key stands there
    updateGeometry();
}

void ChoiceRow::setTexts(const QString& title, const QString& meaning)
{
    m_title->setText(title);
    m_meaning->setText(meaning);
    //: Read out: the name of a choice, then what it means
    describe(tr("%1. %2").arg(title, meaning));
}

QSize ChoiceRow::sizeHint() const
{
    const int width = theme().px(442);
    return {width, heightForWidth(width)};
}

int ChoiceRow::heightForWidth(int width) const
{
    return layout()->heightForWidth(width);
}

void ChoiceRow::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    if (isChecked())
        painter.fillRect(rect(), theme().colour(Role::BgSelected));
    else if (underMouse())
        painter.fillRect(rect(), theme().colour(Role::BgHover));
    if (isChecked())
        painter.fillRect(QRect(0, 0, edge, height()), theme().colour(Role::AccentText));
    paintHorizontalLine(painter, 0, width(), height() - hairlineWidth(painter),
                        theme().colour(Role::LineHairline));
    const int side = theme().iconSize(iconSide);
    const double middle = m_title->geometry().center().y() + 0.5;
    painter.drawPixmap(QPointF(theme().px(18), qRound(middle - side / 2.0)),
                       theme().pixmap(m_icon, side, isChecked() ? Role::AccentText : Role::TextSecondary,
                                      devicePixelRatioF()));
    const QString digit = QString::number(m_digit);
    paintKeyCap(painter, theme(), width() - theme().px(18) - keyCapSize(theme(), digit).width(), middle,
                digit, theme().colour(Role::TextSecondary));
    if (hasFocus())
        paintFocusRing(painter, theme(), rect(), 0);
}

} // namespace matoi::widgets
