#pragma once

#include "tests/support/story.h"
#include "tests/widgets/common/fixedscheme.h"
#include "widgets/common/theme.h"
#include "widgets/panel/panelcontext.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QLocale>
#include <QtCore/QTranslator>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>

namespace matoi::test {

/// A panel in a window of the design's size, with the story of the mock-ups and Tokyo's clock.
struct PanelFixture
{
    PanelFixture()
        : theme(*qobject_cast<QApplication*>(qApp),
                std::make_unique<widgets::FixedScheme>(widgets::DesktopScheme::Preference::Dark))
    {
        ticker.stop();
        if (translator.load(QStringLiteral(":/i18n/matoi_en.qm"))) // plurals
            QApplication::installTranslator(&translator);
    }

    /// Shows `panel` where the design has it: right of rail and list in a window of 1440 x 900.
    template <class Panel> Panel& place(Panel* panel, QSize size = {1440, 900}, int beside = 348)
    {
        window.resize(size);
        auto* row = new QHBoxLayout(&window);
        row->setContentsMargins(beside, 180, 0, 52);
        row->addWidget(panel);
        panel->setIncident(story.checkout);
        window.show();
        static_cast<void>(QTest::qWaitForWindowExposed(&window));
        QApplication::processEvents();
        return *panel;
    }

    /// Writes NAME.png to the folder that MATOI_PICTURES names; nothing without it.
    void picture(QWidget& panel, const QString& name) const
    {
        const QString folder = qEnvironmentVariable("MATOI_PICTURES");
        if (folder.isEmpty())
            return;
        for (int i = 0; i < 3; ++i)
            QApplication::processEvents();
        panel.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }

    /// Before the panel is made.
    void speakJapanese()
    {
        QApplication::removeTranslator(&translator);
        if (translator.load(QStringLiteral(":/i18n/matoi_ja.qm"))) {
            QLocale::setDefault(QLocale(QLocale::Japanese, QLocale::Japan));
            QApplication::installTranslator(&translator);
        }
    }

    ~PanelFixture()
    {
        QApplication::removeTranslator(&translator);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    }

    PanelFixture(const PanelFixture&) = delete;
    PanelFixture& operator=(const PanelFixture&) = delete;

    Story story;
    widgets::Theme theme;
    QTranslator translator;
    widgets::Ticker ticker;
    commands::EditHistory history;
    commands::IncidentCommands incidents{story.memory.ports, story.memory.notifier, story.clock, history};
    commands::TimelineCommands timeline{story.memory.ports, story.memory.notifier, story.clock, history};
    commands::AnalysisCommands analyses{story.memory.ports, story.memory.notifier, story.clock, history};
    widgets::PanelContext context{theme,
                                  story.memory.ports,
                                  story.memory.notifier,
                                  story.clock,
                                  ticker,
                                  QTimeZone("Asia/Tokyo"),
                                  history,
                                  incidents,
                                  timeline,
                                  analyses};
    QWidget window;
};

} // namespace matoi::test
