#include "tests/screenshots/stage.h"

#include "tests/screenshots/faults.h"
#include "widgets/shell/incidentview.h"

#include <QtCore/QTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace matoi::test {

using namespace Qt::StringLiterals;

QString Look::name() const
{
    return u"%1-%2-%3"_s.arg(light ? u"light"_s : u"dark"_s, japanese ? u"ja"_s : u"en"_s).arg(percent);
}

std::vector<Look> Look::all()
{
    std::vector<Look> out;
    for (const bool light : {false, true})
        for (const bool japanese : {false, true})
            for (const int percent : {100, 150})
                out.push_back({light, japanese, percent});
    return out;
}

QString nameOf(State state)
{
    switch (state) {
    case State::Usual: return {};
    case State::Empty: return u"empty"_s;
    case State::Loading: return u"loading"_s;
    case State::Offline: return u"offline"_s;
    case State::Error: return u"error"_s;
    case State::Stale: return u"stale"_s;
    }
    return {};
}

Stage::Stage(const Look& look, State state)
    : m_look(look)
    , m_state(state)
    , m_incident(bringAbout(state, m_fixture.story))
{
    if (look.japanese)
        m_fixture.speakJapanese();
    m_fixture.theme.setMode(look.light ? widgets::Theme::Mode::Light : widgets::Theme::Mode::Dark);
    m_fixture.theme.setTextScale(look.percent / 100.0);
}

Stage::~Stage()
{
    m_alone.reset();
    m_window.reset();
}

widgets::MainWindow& Stage::window(QSize size)
{
    if (!m_window) {
        m_window = std::make_unique<widgets::MainWindow>(context(), widgets::WindowLinks());
        m_window->resize(size);
        if (memory().incidents.find(m_incident))
            m_window->openIncident(m_incident);
        show(*m_window);
    }
    return *m_window;
}

QWidget& Stage::tab(int index)
{
    window().view().openTab(index);
    return *window().view().panel(index);
}

void Stage::show(QWidget& window)
{
    window.show();
    static_cast<void>(QTest::qWaitForWindowExposed(&window));
    QApplication::setActiveWindow(&window);
    static_cast<void>(QTest::qWaitForWindowActive(&window));
}

void Stage::settle()
{
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 5; ++i) {
            QApplication::sendPostedEvents();
            QApplication::processEvents();
        }
        for (const QWidget* window : windows())
            for (auto* timer : window->findChildren<QTimer*>())
                if (timer->isActive() && timer->isSingleShot())
                    timer->start(0);
    }
}

std::vector<QWidget*> Stage::windows() const
{
    std::vector<QWidget*> out;
    if (m_alone)
        out.push_back(m_alone.get());
    else if (m_window)
        out.push_back(m_window.get());
    if (out.empty())
        return out;
    for (QWidget* one : out.front()->findChildren<QWidget*>())
        if (one->isWindow() && one->isVisible())
            out.push_back(one);
    return out;
}

QImage Stage::picture()
{
    settle();
    const auto all = windows();
    if (all.empty())
        qFatal("nothing is shown");
    // A dialog stands where it has put itself, but within its window, as a window manager keeps it.
    std::vector<std::pair<QPoint, QImage>> parts;
    QRect whole(QPoint(), all.front()->size());
    for (QWidget* window : all) {
        const QImage image = window->grab().toImage().convertToFormat(QImage::Format_RGB32);
        QPoint at = window == all.front()
                        ? QPoint()
                        : window->mapToGlobal(QPoint()) - all.front()->mapToGlobal(QPoint());
        at.setX(std::clamp(at.x(), 0, std::max(0, all.front()->width() - image.width())));
        at.setY(std::clamp(at.y(), 0, std::max(0, all.front()->height() - image.height())));
        whole |= QRect(at, image.size());
        parts.emplace_back(at, image);
    }
    QImage out(whole.size(), QImage::Format_RGB32);
    out.fill(Qt::black);
    QPainter painter(&out);
    for (const auto& [at, image] : parts) {
        painter.drawImage(at, image);
        if (&image != &parts.front().second) {
            painter.setPen(QColor(128, 128, 128)); // the window manager's frame
            painter.drawRect(QRect(at, image.size()).adjusted(-1, -1, 0, 0));
        }
    }
    return out;
}

QStringList Stage::faults() const
{
    QStringList out;
    for (const QWidget* window : windows())
        out << faultsOf(*window);
    return out;
}

} // namespace matoi::test
