// SPDX-License-Identifier: BSL-1.0
#include "embedded_page.hpp"
#include "html_report_parts.hpp"
#include "json_of.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/sha256.hpp>
#include <pangkas/version.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::or_null;
using nlohmann::ordered_json;

std::string dump(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

/// The text with U+FFFD in place of what is no UTF-8.
std::string valid(const std::string& text) {
  return ordered_json::parse(dump(text)).get<std::string>();
}

/// Escapes what could end the script element around the JSON, or be taken for markup or a line
/// break by whoever reads it. All of these stand in strings only, where \u may be written.
std::string fit_for_script(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '<')
      out += "\\u003c";
    else if (c == '>')
      out += "\\u003e";
    else if (c == '&')
      out += "\\u0026";
    else if (json.substr(i, 3) == "\u2028")
      out += "\\u2028", i += 2;
    else if (json.substr(i, 3) == "\u2029")
      out += "\\u2029", i += 2;
    else
      out += c;
  }
  return out;
}

std::string fit_for_html(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

ordered_json policy_json(const report_content& named) {
  if (!named.change) return nullptr;
  const report_change& change = *named.change;
  const policy& rules = change.rules;
  ordered_json all{{"name", rules.name},
                   {"title", rules.title},
                   {"description", rules.description},
                   {"source", rules.source},
                   {"sha256", sha256_hex(change.text)},
                   {"text", change.text},
                   {"preset", change.is_preset},
                   {"steps", change.found.policy ? change.found.policy->steps : 0},
                   {"roles", to_string(rules.roles.kind)},
                   {"layers", nullptr},
                   {"span_low", or_null(rules.checks.span_low)},
                   {"span_high", or_null(rules.checks.span_high)},
                   {"structural_layers", or_null(rules.checks.structural_layers)},
                   {"initials", or_null(rules.checks.initials)}};
  if (named.is_redacted && !change.is_preset) all["text"] = nullptr;
  if (change.found.policy && !change.found.policy->layers.empty())
    all["layers"] = change.found.policy->layers;
  return all;
}

ordered_json head_json(const report_content& named) {
  ordered_json inputs = ordered_json::array();
  for (const input_file& input : named.origin.inputs)
    inputs.push_back({{"file", input.file}, {"sha256", input.sha256}});
  const rank_scheme& scheme = named.before.scheme();
  ordered_json parameters{{"on", or_null(named.options.on)},
                          {"working_minutes", named.options.working_minutes},
                          {"absent_flag", named.options.absent_flag},
                          {"initials", or_null(named.options.initials)},
                          {"orphans", named.orphans_are_roots ? "roots" : "keep"},
                          {"scheme", nullptr}};
  if (!scheme.ranks().empty())
    parameters["scheme"] = {{"name", scheme.name()}, {"title", scheme.title()}};
  return {{"pangkas", version},
          {"lang", to_string(named.language)},
          {"title", named.title},
          {"redacted", named.is_redacted},
          {"inputs", std::move(inputs)},
          {"policy", policy_json(named)},
          {"parameters", std::move(parameters)},
          {"seed", nullptr}};
}

/// The page around what is put into it.
class page_parts {
 public:
  explicit page_parts(std::string_view page) {
    const std::size_t at = page.find(mark);
    if (at == std::string_view::npos || page.find(mark, at + 1) != std::string_view::npos)
      throw error("the page of the report has " +
                  std::string(at == std::string_view::npos ? "no" : "more than one") +
                  " place for the data; build it again from src/report/page");
    head_ = page.substr(0, at);
    tail_ = page.substr(at + mark.size());
  }

  void write(const report_document& document, const report_content& content,
             const text_sink& sink) const {
    std::string head(head_);
    const auto put = [&](std::string_view name, const std::string& value) {
      const std::size_t at = head.find(name);
      if (at != std::string::npos) head.replace(at, name.size(), value);
    };
    put("@@LANG@@", std::string(to_string(content.language)));
    put("@@TITLE@@", fit_for_html(valid(content.title)));
    sink(head);
    sink(document.json);
    sink(tail_);
  }

 private:
  static constexpr std::string_view mark = "@@PANGKAS_DATA@@";
  std::string_view head_;
  std::string_view tail_;
};

struct told_content {
  ordered_json all;
  report_extent extent;
};

/// All that is told of the organisation and of one change of it.
told_content told_of(const report_content& given, const report_limits& limits) {
  const std::optional<report_content> wider = detail::with_added_rows(given);
  const report_content& content = wider ? *wider : given;
  std::optional<report_content> other_names;
  if (content.is_redacted) other_names = detail::redacted(content);
  const report_content& named = other_names ? *other_names : content;

  const detail::path_study paths(content, limits);
  const detail::widest_spans widest = detail::find_widest(content);
  std::vector<position_id> needed;
  if (content.before.size() > limits.posts) {
    needed = paths.on_listed_paths();
    needed.insert(needed.end(), widest.before.begin(), widest.before.end());
    needed.insert(needed.end(), widest.after.begin(), widest.after.end());
  }
  const detail::shown_posts shown(content, limits.posts, needed);
  const detail::report_view view{content, named, limits, shown};
  const detail::rank_list ranks(view);
  const bool changed = content.change.has_value();

  ordered_json all;
  all["format"] = 1;
  all["head"] = head_json(named);
  all["summary"] = changed ? detail::json_of(named.change->found)
                           : detail::json_of(named.measured, named.origin, named.decisions);
  all["posts"] = detail::posts_json(view);
  all["sides"] = detail::sides_json(view, ranks);
  all["change"] = changed ? detail::change_json(view) : ordered_json();
  all["ledger"] = changed ? detail::ledger_json(view) : ordered_json();
  all["flows"] = changed ? detail::flows_json(view, ranks) : ordered_json();
  all["checks"] =
      changed ? detail::findings_json(view, named.change->found.findings_after) : ordered_json();
  all["ranks"] = ranks.json();
  all["units"] = detail::units_json(view, paths);
  all["load"] = detail::load_json(view);
  all["paths"] = paths.json(view);
  all["spans"] = detail::spans_json(view, widest);
  all["findings"] = detail::findings_json(view, named.findings);
  all["frontier"] = content.frontier ? detail::frontier_json(*content.frontier) : ordered_json();
  const auto section = [&](const std::string& json) {
    return json.empty() || content.is_redacted ? ordered_json() : ordered_json::parse(json);
  };
  all["integrity"] = section(content.integrity);
  all["simulation"] = section(content.simulation);
  all["log"] = section(content.log);
  all["delegation"] = section(content.delegation);
  all["history"] = section(content.history);
  return {std::move(all),
          {shown.positions().size(), content.before.size(), shown.smallest_subtree(),
           paths.listed(), paths.total(), paths.most_steps(), 1}};
}

/// What of a value is another, as Difference of data.ts; absent if nothing is.
std::optional<ordered_json> difference(const ordered_json& from, const ordered_json& to) {
  if (from == to) return std::nullopt;
  const auto same_keys = [&] {
    return std::ranges::equal(
        from.items(), to.items(), {}, [](const auto& item) { return item.key(); },
        [](const auto& item) { return item.key(); });
  };
  constexpr std::size_t both_sides = 2;
  const bool is_column = from.is_object() && from.contains("length");
  const bool goes_inside =
      from.type() == to.type() && from.size() == to.size() && !is_column &&
      (from.is_object() ? same_keys() : from.is_array() && from.size() <= both_sides);
  if (!goes_inside) return ordered_json{{"is", to}};
  ordered_json inside = ordered_json::object();
  auto was = from.items().begin();
  for (const auto& [key, value] : to.items()) {
    if (auto part = difference(was.value(), value)) inside[key] = std::move(*part);
    ++was;
  }
  return ordered_json{{"in", std::move(inside)}};
}

/// The scenarios of a study as a report tells of them: redacted they have letters for names, and no cost.
report_study told_study(const report_content& content) {
  report_study study = *content.study;
  if (!content.is_redacted) return study;
  const auto is_cost = [](study_measure m) { return m == study_measure::cost; };
  std::erase_if(study.judged, is_cost);
  for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
    studied_scenario& one = study.scenarios[i];
    if (i > 0 && !(i == 1 ? *content.change : content.others[i - 2].change).is_preset)
      one.name = std::string(1, static_cast<char>('A' + (i - 1) % 26));
    one.figures[static_cast<std::size_t>(study_measure::cost)].reset();
    std::erase_if(one.best_in, is_cost);
    std::erase_if(one.losses, [&](const lost_measure& lost) { return is_cost(lost.measure); });
  }
  return study;
}

/// Scenarios side by side, and what makes each of them out of the first.
ordered_json study_json(const report_content& content, const ordered_json& first,
                        const report_limits& limits, report_extent& extent) {
  if (!content.study) return nullptr;
  const report_study study = told_study(content);
  ordered_json all = detail::json_of(study.scenarios, study.judged);
  ordered_json& list = all["scenarios"];
  for (ordered_json& one : list) one["difference"] = nullptr;
  list[1]["difference"] = {{"in", ordered_json::object()}};
  std::size_t left = limits.alternatives;
  for (std::size_t i = 0; i < content.others.size(); ++i) {
    const report_alternative& other = content.others[i];
    report_content one = content;
    one.change = other.change;
    one.options = other.options;
    one.integrity = other.integrity;
    one.simulation = other.simulation;
    ordered_json what = difference(first, told_of(one, limits).all)
                            .value_or(ordered_json{{"in", ordered_json::object()}});
    const std::size_t bytes = dump(what).size();
    if (bytes > left) continue;
    left -= bytes;
    list[i + 2]["difference"] = std::move(what);
    ++extent.scenarios;
  }
  return all;
}

}  // namespace

void report_content::add(report_change what, const decision_options& followed) {
  if (change) {
    others.push_back({std::move(what), followed, {}, {}});
  } else {
    options = followed;
    change = std::move(what);
  }
}

report_document report_json(const report_content& content, const report_limits& limits) {
  auto [all, extent] = told_of(content, limits);
  if (!content.study) extent.scenarios = 0;
  all["study"] = study_json(content, all, limits, extent);
  return {fit_for_script(dump(all)), extent};
}

std::string report_title(const report_content& content, std::string_view fallback) {
  const bool changes = content.change.has_value();
  const bool by_hand =
      changes && content.change->found.policy && content.change->found.policy->steps > 0;
  std::string title = content.language == report_language::english
                          ? (content.study ? "Scenarios of the organisation"
                             : by_hand     ? "Change of the organisation"
                             : changes     ? "Simplification of the organisation"
                                           : "Organisation")
                          : (content.study ? "Skenario organisasi"
                             : by_hand     ? "Perubahan organisasi"
                             : changes     ? "Penyederhanaan organisasi"
                                           : "Organisasi");
  if (content.is_redacted) return title;
  const organisation& org = content.before;
  std::string_view whose;
  std::size_t roots = 0;
  for (position_id p{0}; p < org.command().placed() && roots < 2; ++p) {
    if (org.command().superiors()[p] != no_position) continue;
    whose = ++roots > 1                                ? std::string_view{}
            : org.title(p).size() < org.unit(p).size() ? org.unit(p)
                                                       : org.title(p);
  }
  if (whose.empty()) whose = fallback;
  if (!whose.empty()) title += ": " + std::string(whose);
  return title;
}

bool has_report_page() noexcept { return !detail::embedded_report_page().empty(); }

void write_html_report(const report_document& document, const report_content& content,
                       const text_sink& sink) {
  if (!has_report_page())
    throw error(
        "this pangkas was built without the page of the report; install Node.js 18 or newer with "
        "npm (apt-get install nodejs npm), and configure and build it again with "
        "-D PANGKAS_REPORT_PAGE=ON");
  write_html_report(document, content, detail::embedded_report_page(), sink);
}

void write_html_report(const report_document& document, const report_content& content,
                       std::string_view page, const text_sink& sink) {
  page_parts(page).write(document, content, sink);
}

}  // namespace pangkas
