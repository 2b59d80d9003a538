// SPDX-License-Identifier: BSL-1.0
#include "json_document.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/transform/ledger.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas {
namespace {

using nlohmann::json;

constexpr std::size_t piece = std::size_t{1} << 16;

void hand_on(std::string& out, const text_sink& sink, std::size_t from) {
  if (out.size() < from || out.empty()) return;
  sink(out);
  out.clear();
}

// ---- writing ----

void append_quoted(std::string& out, std::string_view text) {
  const bool plain = std::ranges::all_of(
      text, [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
  if (plain)
    out.append(1, '"').append(text).append(1, '"');
  else
    out += json(std::string(text)).dump();  // throws for what is not UTF-8
}

void append_member(std::string& out, std::string_view key, std::string_view text) {
  if (out.back() != '{') out += ", ";
  out.append(1, '"').append(key).append("\": ");
  append_quoted(out, text);
}

void append_post(std::string& out, const position_state& state) {
  out += '{';
  if (state.kind) append_member(out, "kind", to_string(*state.kind));
  if (state.kind != state.declared_kind) out += ", \"kind_from_rank\": true";
  if (!state.rank.empty()) append_member(out, "rank", state.rank);
  if (!state.position_class.empty()) append_member(out, "class", state.position_class);
  out += '}';
}

void append_authority(std::string& out, const authority& a, std::optional<std::size_t> place) {
  out += '{';
  append_member(out, "position", a.position);
  append_member(out, "matter", a.matter);
  if (a.limit && std::isfinite(*a.limit)) out += ", \"limit\": " + json(*a.limit).dump();
  append_member(out, "source", to_string(a.source));
  if (!a.giver.empty()) append_member(out, "giver", a.giver);
  if (!a.legal_source.empty()) append_member(out, "legal_source", a.legal_source);
  if (!a.from.empty()) append_member(out, "from", a.from);
  if (!a.until.empty()) append_member(out, "until", a.until);
  if (a.acting) append_member(out, "acting", to_string(*a.acting));
  if (place) out += fmt::format(", \"place\": {}", *place);
  out += '}';
}

void append_matter(std::string& out, const std::string& code, const matter_handling& handling,
                   std::optional<std::size_t> place) {
  out += '{';
  append_member(out, "matter", code);
  append_member(out, "channel", to_string(handling.channel));
  const char* separator = ", \"clerical_steps\": [";
  for (const std::string& step : handling.clerical_steps) {
    out += separator;
    append_quoted(out, step);
    separator = ", ";
  }
  if (!handling.clerical_steps.empty()) out += ']';
  if (handling.work_minutes) out += ", \"work_minutes\": " + json(*handling.work_minutes).dump();
  if (handling.waiting_hours) out += ", \"waiting_hours\": " + json(*handling.waiting_hours).dump();
  if (place) out += fmt::format(", \"place\": {}", *place);
  out += '}';
}

void append_entry(std::string& out, const ledger& changes, const ledger_entry& entry) {
  out += '{';
  if (entry.row == no_position)
    out += "\"position\": null";
  else
    append_member(out, "position", changes.code(entry.row));
  append_member(out, "change", to_string(entry.change));
  if (entry.change == change_kind::re_attached) {
    append_member(out, "was", changes.code(entry.was));
    append_member(out, "is", changes.code(entry.is));
  } else if (entry.change == change_kind::role_added) {
    const role_line& line = changes.lines[entry.is];
    out += ", \"was\": null, \"is\": {";
    append_member(out, "role", changes.role_names[line.role]);
    append_member(out, "of", changes.code(line.subordinate));
    out += '}';
  } else if (entry.change == change_kind::turned_digital) {
    const matter_change& change = changes.matters[entry.was];
    out += ", \"was\": ";
    append_matter(out, change.code, change.was, change.place);
    out += ", \"is\": ";
    append_matter(out, change.code, change.is, {});
  } else if (is_authority_change(entry.change)) {
    const authority_change& change = changes.authorities[entry.was];
    out += ", \"was\": ";
    append_authority(out, change.was, change.place);
    out += ", \"is\": ";
    if (change.is)
      append_authority(out, *change.is, {});
    else
      out += "null";
  } else {
    out += ", \"was\": ";
    append_post(out, changes.states[entry.was]);
    out += ", \"is\": ";
    append_post(out, changes.states[entry.is]);
  }
  out += fmt::format(", \"rule\": {}}}", entry.rule);
}

void append_head(std::string& out, const ledger& changes, std::string_view evidence) {
  out += fmt::format("{{\n  \"pangkas\": \"ledger\",\n  \"version\": {},\n  \"policy\": ",
                     ledger_version);
  append_quoted(out, changes.policy);
  if (!evidence.empty()) out.append(",\n  \"evidence\": ").append(evidence);
  out += ",\n  \"rules\": [";
  const char* separator = "\n    {";
  for (const ledger_rule& rule : changes.rules) {
    out += separator;
    append_member(out, "section", rule.section);
    append_member(out, "rule", rule.id);
    append_member(out, "source", rule.source);
    append_member(out, "reason", rule.reason);
    out += '}';
    separator = ",\n    {";
  }
  out += changes.rules.empty() ? "]" : "\n  ]";
  out += ",\n  \"new_line_names\": [";
  separator = "";
  for (const std::string& name : changes.new_line_names) {
    out += separator;
    append_quoted(out, name);
    separator = ", ";
  }
  out += "],\n  \"changes\": [";
}

// ---- reading ----

/// Puts the entries of a ledger together as the parser completes them.
class ledger_reader {
 public:
  ledger_reader(const organisation& org, const std::string& file)
      : org_(org), file_(file.empty() ? "the ledger" : file) {
    changes_.codes = org.table().codes;
  }

  /// The parser's callback: an entry of "changes" is taken and not kept in the tree.
  bool operator()(int depth, json::parse_event_t event, const json& parsed) {
    if (event == json::parse_event_t::key && depth == 1) {
      in_changes_ = parsed == "changes";
      return true;
    }
    if (!in_changes_ || depth != 2) return true;
    if (event == json::parse_event_t::object_start) ++entries_;
    if (event == json::parse_event_t::value || event == json::parse_event_t::array_start)
      throw input_error(fmt::format("{}: an entry of \"changes\" is no object", file_), file_, {},
                        "changes");
    if (event != json::parse_event_t::object_end) return true;
    try {
      take(parsed);
    } catch (const json::exception& e) {
      fail(fmt::format("is not valid: {}", e.what()));
    }
    return false;
  }

  ledger finish(const json& head) {
    detail::check_document(head, file_, "ledger", "a ledger", ledger_version);
    if (!head.contains("changes") || !head["changes"].is_array())
      throw input_error(fmt::format("{} has no list \"changes\"", file_), file_, {}, "changes");
    try {
      changes_.policy = head.value("policy", "");
      for (const json& rule : head.at("rules"))
        changes_.rules.push_back({rule.at("section").get<std::string>(),
                                  rule.at("rule").get<std::string>(), rule.value("reason", ""),
                                  rule.value("source", "")});
      changes_.new_line_names = head.value("new_line_names", std::vector<std::string>{});
    } catch (const json::exception& e) {
      throw input_error(fmt::format("{}: the head of the ledger is not valid: {}", file_, e.what()),
                        file_);
    }
    for (const ledger_entry& entry : changes_.entries)
      if (entry.rule >= changes_.rules.size())
        throw input_error(
            fmt::format("{}: a change of \"{}\" names rule {}, but there are {}", file_,
                        changes_.code(entry.row), entry.rule, changes_.rules.size()),
            file_, {}, "rule");
    check_places(changes_.authorities, "authority");
    check_places(changes_.matters, "matters");
    return std::move(changes_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw input_error(fmt::format("{}: change {} {}", file_, entries_, what), file_, entries_,
                      "changes");
  }

  row_index row_of(const json& code) const {
    const code_column& codes = *org_.table().codes;
    const auto& text = code.get_ref<const std::string&>();
    const auto found = codes.index.find(codes.texts, text);
    if (!found)
      fail(
          fmt::format("names \"{}\", which is not in the organisation; take the organisation of "
                      "this ledger",
                      text));
    return *found;
  }

  std::uint32_t take_post(const json& post) {
    if (!post.is_object()) fail("has a post that is no object");
    position_state state;
    if (post.contains("kind")) {
      state.kind = parse_position_kind(post["kind"].get_ref<const std::string&>());
      if (!state.kind) fail("has an unknown kind");
      if (!post.value("kind_from_rank", false)) state.declared_kind = state.kind;
    }
    state.rank = post.value("rank", "");
    state.position_class = post.value("class", "");
    auto key = std::tuple(state.declared_kind, state.kind, state.rank, state.position_class);
    const auto [found, is_new] =
        states_.emplace(std::move(key), static_cast<std::uint32_t>(changes_.states.size()));
    if (is_new) changes_.states.push_back(std::move(state));
    return found->second;
  }

  authority take_authority(const json& value) const {
    authority a;
    a.position = value.at("position").get<std::string>();
    a.matter = value.at("matter").get<std::string>();
    if (value.contains("limit")) a.limit = value["limit"].get<double>();
    const auto source = parse_authority_source(value.at("source").get_ref<const std::string&>());
    if (!source) fail("has an unknown source of authority");
    a.source = *source;
    a.giver = value.value("giver", "");
    a.legal_source = value.value("legal_source", "");
    a.from = value.value("from", "");
    a.until = value.value("until", "");
    if (value.contains("acting")) {
      a.acting = parse_acting_capacity(value["acting"].get_ref<const std::string&>());
      if (!a.acting) fail("has an unknown acting capacity");
    }
    return a;
  }

  matter_handling take_handling(const json& value) const {
    matter_handling handling;
    const auto channel = parse_matter_channel(value.at("channel").get_ref<const std::string&>());
    if (!channel) fail("has an unknown channel");
    handling.channel = *channel;
    handling.clerical_steps = value.value("clerical_steps", std::vector<std::string>{});
    if (value.contains("work_minutes")) handling.work_minutes = value["work_minutes"].get<double>();
    if (value.contains("waiting_hours"))
      handling.waiting_hours = value["waiting_hours"].get<double>();
    return handling;
  }

  std::uint32_t role(const std::string& name) {
    const auto found = std::ranges::find(changes_.role_names, name);
    if (found == changes_.role_names.end()) {
      changes_.role_names.push_back(name);
      return static_cast<std::uint32_t>(changes_.role_names.size() - 1);
    }
    return static_cast<std::uint32_t>(found - changes_.role_names.begin());
  }

  void take(const json& change) {
    ledger_entry entry;
    const json& position = change.at("position");
    entry.row = position.is_null() ? no_position : row_of(position);
    const auto kind = parse_change_kind(change.at("change").get_ref<const std::string&>());
    if (!kind) fail("is of an unknown kind; it was written by a newer Pangkas");
    entry.change = *kind;
    if (position.is_null() != (*kind == change_kind::turned_digital))
      fail(position.is_null() ? "names no position"
                              : "names a position, but it is a matter that turned digital");
    entry.rule = change.at("rule").get<std::uint32_t>();
    const json& was = change.at("was");
    const json& is = change.at("is");
    if (entry.change == change_kind::re_attached) {
      entry.was = row_of(was);
      entry.is = row_of(is);
    } else if (entry.change == change_kind::role_added) {
      entry.is = static_cast<std::uint32_t>(changes_.lines.size());
      changes_.lines.push_back({entry.row, row_of(is.at("of")), role(is.at("role"))});
    } else if (entry.change == change_kind::turned_digital) {
      entry.was = entry.is = static_cast<std::uint32_t>(changes_.matters.size());
      changes_.matters.push_back({was.at("place").get<std::size_t>(),
                                  was.at("matter").get<std::string>(), take_handling(was),
                                  take_handling(is)});
    } else if (is_authority_change(entry.change)) {
      entry.was = static_cast<std::uint32_t>(changes_.authorities.size());
      authority_change taken{was.at("place").get<std::size_t>(), take_authority(was), {}};
      if (!is.is_null()) {
        taken.is = take_authority(is);
        entry.is = entry.was;
      } else if (entry.change != change_kind::authority_orphaned &&
                 entry.change != change_kind::authority_lapsed) {
        fail("says nothing about where the authority went");
      }
      changes_.authorities.push_back(std::move(taken));
    } else {
      entry.was = take_post(was);
      entry.is = take_post(is);
    }
    changes_.entries.push_back(entry);
  }

  template <class Changes>
  void check_places(const Changes& changes, std::string_view of) const {
    for (std::size_t i = 1; i < changes.size(); ++i)
      if (changes[i].place <= changes[i - 1].place)
        throw input_error(
            fmt::format("{}: the changes of {} are not in the order of their places", file_, of),
            file_, {}, "place");
  }

  const organisation& org_;
  std::string file_;
  ledger changes_;
  std::map<std::tuple<std::optional<position_kind>, std::optional<position_kind>, std::string,
                      std::string>,
           std::uint32_t>
      states_;
  bool in_changes_ = false;
  std::size_t entries_ = 0;
};

}  // namespace

void write_ledger_csv(const ledger& changes, const text_sink& sink, char delimiter) {
  std::string out;
  const std::array<std::string_view, 7> heading{"position", "change", "was",   "is",
                                                "rule",     "source", "reason"};
  append_csv_row(out, heading, delimiter);
  // Many changes share a rule, and its source and reason are most of a row.
  std::vector<std::string> ends(changes.rules.size());
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const ledger_rule& rule = changes.rules[i];
    append_csv_row(ends[i], std::array<std::string_view, 3>{rule.id, rule.source, rule.reason},
                   delimiter);
  }
  for (const ledger_entry& entry : changes.entries) {
    const change_in_words words = in_words(changes, entry);
    append_csv_row(
        out, std::array<std::string_view, 4>{words.position, words.change, words.was, words.is},
        delimiter);
    out.back() = delimiter;
    out += ends[entry.rule];
    hand_on(out, sink, piece);
  }
  hand_on(out, sink, 0);
}

void write_ledger_json(const ledger& changes, const text_sink& sink, std::string_view evidence) {
  std::string out;
  const ledger_entry* at = nullptr;
  try {
    append_head(out, changes, evidence);
    const char* separator = "\n    ";
    for (const ledger_entry& entry : changes.entries) {
      at = &entry;
      out += separator;
      append_entry(out, changes, entry);
      separator = ",\n    ";
      hand_on(out, sink, piece);
    }
  } catch (const json::exception&) {
    throw output_error(
        at == nullptr
            ? std::string("the policy of the ledger holds text that is not UTF-8; recode it first")
        : at->row == no_position
            ? std::string("a matter of the organisation holds text that is not UTF-8; recode it "
                          "first")
            : fmt::format("the change of position {} of the organisation holds text that is not "
                          "UTF-8; recode it first",
                          at->row + 1));
  }
  out += changes.entries.empty() ? "]\n}\n" : "\n  ]\n}\n";
  hand_on(out, sink, 0);
}

ledger read_ledger(std::string_view text, const organisation& org, const std::string& file) {
  ledger_reader reader(org, file);
  detail::document_text document(text);
  return reader.finish(
      detail::parse_document(document, file.empty() ? std::string("the ledger") : file, reader));
}

}  // namespace pangkas
