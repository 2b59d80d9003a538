// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/simulated_log.hpp>
#include <pangkas/version.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

/// A text as the value of an attribute of XML. What XML cannot hold is a blank.
std::string attribute(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return safe;
}

std::string stamp(std::int64_t instant) { return instant_text(instant).substr(0, 23) + "+00:00"; }

}  // namespace

void write_simulated_log(const organisation& org, const decision_network& made,
                         std::span<const simulated_step> log, const working_calendar& calendar,
                         const text_sink& sink) {
  // By matter, which are in the order of their first step; steps of one by when
  // they begin.
  std::vector<std::size_t> order(log.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::pair<std::uint64_t, std::size_t>> firsts;
  for (std::size_t i = 0; i < log.size(); ++i)
    firsts.emplace_back(std::uint64_t{log[i].stream} << 32U | log[i].matter, i);
  std::ranges::sort(firsts);
  std::vector<std::size_t> first_of(log.size());
  std::size_t first = 0;
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    if (i == 0 || firsts[i].first != firsts[i - 1].first) first = firsts[i].second;
    first_of[firsts[i].second] = first;
  }
  std::ranges::sort(order, {}, [&](std::size_t i) {
    return std::tuple(log[first_of[i]].begun, first_of[i], log[i].begun, i);
  });

  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<log xes.version=\"1849-2016\" xes.features=\"\" "
      "xmlns=\"http://www.xes-standard.org/\">\n"
      "  <extension name=\"Concept\" prefix=\"concept\" "
      "uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
      "  <extension name=\"Time\" prefix=\"time\" "
      "uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
      "  <extension name=\"Lifecycle\" prefix=\"lifecycle\" "
      "uri=\"http://www.xes-standard.org/lifecycle.xesext\"/>\n"
      "  <extension name=\"Organizational\" prefix=\"org\" "
      "uri=\"http://www.xes-standard.org/org.xesext\"/>\n"
      "  <classifier name=\"Activity\" keys=\"concept:name\"/>\n"
      "  <string key=\"source\" value=\"pangkas {} simulate\"/>\n",
      version);
  const auto flush = [&] {
    sink(text);
    text.clear();
  };
  const auto event = [&](std::string_view activity, std::size_t instance, std::string_view resource,
                         std::string_view transition, const std::string& time) {
    fmt::format_to(std::back_inserter(text),
                   "    <event><string key=\"concept:name\" value=\"{}\"/>"
                   "<string key=\"concept:instance\" value=\"{}\"/>"
                   "<string key=\"org:resource\" value=\"{}\"/>"
                   "<string key=\"lifecycle:transition\" value=\"{}\"/>"
                   "<date key=\"time:timestamp\" value=\"{}\"/></event>\n",
                   activity, instance, resource, transition, time);
  };
  for (std::size_t at = 0; at < order.size();) {
    std::size_t end = at;
    while (end < order.size() && first_of[order[end]] == first_of[order[at]]) ++end;
    const simulated_step& head = log[order[at]];
    const std::string matter = attribute(org.matters()[made.matters[head.stream]].code);
    fmt::format_to(std::back_inserter(text),
                   "  <trace>\n    <string key=\"concept:name\" value=\"{} {}\"/>\n"
                   "    <string key=\"matter\" value=\"{}\"/>\n"
                   "    <string key=\"originator\" value=\"{}\"/>\n",
                   matter, head.matter + 1, matter,
                   attribute(org.code(made.originators[head.route])));
    // Starts and completions of one matter by their times; a step's completion
    // never before its start.
    struct moment {
      std::int64_t time;
      std::size_t step;
      bool completes;
    };
    std::vector<moment> moments;
    for (std::size_t i = at; i < end; ++i) {
      moments.push_back({log[order[i]].begun, i, false});
      moments.push_back({log[order[i]].done, i, true});
    }
    std::ranges::stable_sort(
        moments, {}, [](const moment& m) { return std::tuple(m.time, m.step, m.completes); });
    for (const moment& m : moments) {
      const simulated_step& step = log[order[m.step]];
      const route& r = made.network.routes[step.route];
      const std::size_t to_decision = r.count - r.after;
      const std::string_view activity = step.step == 0 && to_decision > 0 ? "draft"
                                        : step.step < to_decision         ? "review"
                                        : step.step == to_decision        ? "decide"
                                                                          : "afterwards";
      const std::int64_t time =
          calendar.instant(m.time, m.completes ? office_edge::closing : office_edge::opening);
      event(activity, m.step - at + 1,
            attribute(org.code(made.positions[made.network.step(r, step.step).station])),
            m.completes ? "complete" : "start", stamp(time));
    }
    text += "  </trace>\n";
    if (text.size() > 1U << 16U) flush();
    at = end;
  }
  text += "</log>\n";
  flush();
}

}  // namespace pangkas::inline v0_1
