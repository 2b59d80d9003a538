// SPDX-License-Identifier: BSL-1.0
#include "support/naive_simplifier.hpp"

#include <algorithm>
#include <cctype>

namespace pangkas::tests {
namespace {

class naive {
 public:
  explicit naive(const random_case& c) : c_(c) {
    for (const position& p : c.positions) {
      by_code_[p.code] = &p;
      result_.posts[p.code] = {p.kind, p.rank, p.position_class, p.reports_to};
    }
    for (const position& p : c.positions) superior_[p.code] = superior(p);
  }

  /// Nothing if the rules leave a gap.
  std::optional<naive_result> run(const std::vector<std::size_t>& order) {
    std::vector<const position*> chosen;
    for (const position& p : c_.positions) {
      const exempt_rule* exempt = first(c_.rules.exempt, p);
      if (exempt != nullptr && administrative(p)) ++result_.must_stay;
      const select_rule* select = first(c_.rules.select, p);
      if (select == nullptr) continue;
      ++result_.selected;
      if (exempt != nullptr) {
        ++result_.kept_exempt;
        result_.changes.insert({p.code, "kept-exempt", exempt->rule.id});
      } else if (superior_[p.code].empty()) {
        ++result_.kept_tops;
      } else {
        chosen.push_back(&p);
      }
    }
    for (const position* p : chosen)
      if (first(c_.rules.convert, *p) == nullptr) return std::nullopt;
    for (const position* p : chosen) converted_.insert(p->code);
    // One post after the other, in any order: its reports go up to its superior of that moment.
    std::map<std::string, std::string> above = superior_;
    for (std::size_t i : order)
      if (const std::string& code = c_.positions[i].code; converted_.contains(code))
        for (auto& [below, superior] : above)
          if (superior == code && below != code) superior = above[code];
    for (auto& [code, superior] : above) {
      if (superior == superior_[code]) continue;
      result_.posts[code].reports_to = superior;
      result_.changes.insert({code, "re-attached", "reports"});
    }
    for (const position* p : chosen) become(*p, *first(c_.rules.convert, *p));
    roles();
    authorities(above);
    matters();
    return result_;
  }

 private:
  struct rank_facts {
    std::string name;
    std::set<std::string> spellings;
    position_kind kind;
    bool administrative;
  };
  static const std::map<std::string, rank_facts>& ranks() {
    using enum position_kind;
    static const std::map<std::string, rank_facts> all{
        {"I.a", {"I.a", {"I", "I.a"}, structural, false}},
        {"II.a", {"II.a", {"II", "II.a"}, structural, false}},
        {"III.a", {"III.a", {"III", "III.a", "iii.a", "Administrator"}, structural, true}},
        {"Eselon III/b", {"III.b", {"III", "III.b", "Administrator"}, structural, true}},
        {"IV.a", {"IV.a", {"IV", "IV.a", "Pengawas"}, structural, true}},
        {"V.a", {"V.a", {"V", "V.a"}, structural, true}},
        {"Ahli Madya", {"Ahli Madya", {"Ahli Madya"}, functional, false}},
        {"ahli muda", {"Ahli Muda", {"Ahli Muda"}, functional, false}},
        {"Pelaksana", {"Pelaksana", {"Pelaksana"}, executing, false}}};
    return all;
  }

  static bool administrative(const position& p) {
    const auto facts = ranks().find(p.rank);
    return facts != ranks().end() && facts->second.administrative;
  }

  // Empty for the top of a tree: roots, orphans, members of cycles, reports to oneself.
  std::string superior(const position& p) const {
    if (!by_code_.contains(p.reports_to)) return {};
    const position* at = &p;
    for (std::size_t step = 0; step <= by_code_.size(); ++step) {
      const auto above = by_code_.find(at->reports_to);
      if (above == by_code_.end()) return p.reports_to;
      at = above->second;
      if (at == &p) return {};
    }
    return p.reports_to;  // below a cycle, not in it
  }

  std::optional<std::size_t> layer(const position& p) const {
    std::size_t layer = 1;
    for (const position* at = &p; !at->reports_to.empty(); ++layer) {
      const auto above = by_code_.find(at->reports_to);
      if (above == by_code_.end() || layer > by_code_.size()) return std::nullopt;
      at = above->second;
    }
    return layer;
  }

  bool manager(const position& p) const {
    return std::ranges::any_of(c_.positions, [&](const position& other) {
      return other.reports_to == p.code && other.code != p.code;
    });
  }

  static std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
  }

  bool meets(const condition& when, const position& p) const {
    const auto any = [](const auto& list, const auto& test) {
      return list.empty() || std::ranges::any_of(list, test);
    };
    const auto facts = ranks().find(p.rank);
    const bool known = facts != ranks().end();
    std::optional<position_kind> kind = p.kind;
    if (!kind && known) kind = facts->second.kind;
    return any(when.ranks,
               [&](const std::string& r) {
                 return known && facts->second.spellings.contains(r);
               }) &&
           any(when.kinds, [&](position_kind k) { return kind == k; }) &&
           (!when.layers ||
            std::ranges::any_of(*when.layers, [&](std::size_t l) { return layer(p) == l; })) &&
           any(when.units, [&](const std::string& u) { return p.unit == u; }) &&
           any(when.unit_contains,
               [&](const std::string& u) {
                 return lower(p.unit).find(lower(u)) != std::string::npos;
               }) &&
           any(when.title_contains,
               [&](const std::string& t) {
                 return lower(p.title).find(lower(t)) != std::string::npos;
               }) &&
           any(when.flags,
               [&](const std::string& f) {
                 return std::ranges::find(p.flags, f) != p.flags.end();
               }) &&
           any(when.codes, [&](const std::string& code) { return p.code == code; }) &&
           (!when.manager || manager(p) == *when.manager);
  }

  template <class Rule>
  const Rule* first(const std::vector<Rule>& rules, const position& p) const {
    for (const Rule& r : rules)
      if (meets(r.when, p)) return &r;
    return nullptr;
  }

  void become(const position& p, const convert_rule& rule) {
    naive_post& post = result_.posts[p.code];
    if (!rule.to.empty()) {
      post.rank = ranks().at(rule.to).name;
      post.declared = ranks().at(rule.to).kind;
    }
    if (rule.to_kind) post.declared = rule.to_kind;
    if (!rule.to_class.empty()) post.position_class = rule.to_class;
    ++result_.converted;
    if (p.filled) result_.holders = result_.holders.value_or(0) + *p.filled;
    result_.changes.insert({p.code, "converted", rule.rule.id});
  }

  void roles() {
    for (const reporting_line& l : c_.lines)
      if (l.superior != l.subordinate)
        result_.lines.insert({l.superior, l.subordinate, l.type, l.matter, l.role});
    const role_rule& roles = c_.rules.roles;
    for (const position& p : c_.positions) {
      const position* superior = find(superior_[p.code]);
      if (roles.kind == role_policy::none || superior == nullptr ||
          !converted_.contains(superior->code))
        continue;
      if (roles.kind == role_policy::team_leads && converted_.contains(p.code)) continue;
      std::string name = roles.kind == role_policy::team_leads ? "team lead" : "coordinator";
      for (const role_name& r : roles.names) {
        condition when;
        when.ranks = r.ranks;
        if (!meets(when, *superior)) continue;
        name = r.name;
        break;
      }
      const naive_line added{superior->code, p.code, line_type::assignment, "", name};
      if (result_.lines.contains(added)) continue;
      result_.lines.insert(added);
      result_.changes.insert({superior->code, "role-added", "roles"});
    }
  }

  void authorities(std::map<std::string, std::string>& above) {
    const auto kept = [&](const std::string& code) {
      return converted_.contains(code) ? above[code] : code;
    };
    for (authority a : c_.authorities) {
      if (a.acting) {
        const std::string holder = a.position;
        std::vector<std::string> acted_for;
        for (const reporting_line& l : c_.lines)
          if (l.type == line_type::acting && l.superior == holder && l.subordinate != holder &&
              (l.matter.empty() || a.matter == "*" || l.matter == a.matter))
            acted_for.push_back(l.subordinate);
        const bool gone =
            !acted_for.empty() && std::ranges::all_of(acted_for, [&](const std::string& code) {
              return converted_.contains(code);
            });
        if (gone)
          result_.changes.insert({holder, "authority-lapsed", "authority"});
        else if (converted_.contains(holder))
          result_.changes.insert({holder, "authority-re-issued", "authority"});
        if (gone) a.position.clear();
      } else if (converted_.contains(a.position)) {
        const std::string holder = a.position;
        std::string change = "authority-returned";
        if (a.source == authority_source::attribution) {
          const bool orphan = c_.rules.authority.attribution == attribution_outcome::orphan;
          change = orphan ? "authority-orphaned" : "authority-moved";
          a.position = orphan ? "" : kept(a.position);
        } else if (a.source == authority_source::delegation) {
          change = "authority-re-issued";
          if (c_.rules.authority.delegation == delegation_outcome::nearest_kept_superior)
            a.position = kept(a.position);
        } else {
          a.position = kept(a.giver.empty() ? a.position : a.giver);
        }
        if (a.position != holder && a.position == a.giver) a.giver.clear();
        result_.changes.insert({holder, change, "authority"});
      }
      if (!a.position.empty()) result_.authorities.push_back(a);
    }
  }

  void matters() {
    for (matter m : c_.matters) {
      const auto names = [&](const digital_rule& d) {
        return std::ranges::any_of(
            d.matters, [&](const std::string& code) { return code == m.code || code == "*"; });
      };
      const auto rule = std::ranges::find_if(c_.rules.digital, names);
      if (rule != c_.rules.digital.end() && m.channel == matter_channel::paper) {
        m.channel = matter_channel::digital;
        std::vector<std::string> left;
        for (const std::string& step : m.clerical_steps)
          if (std::ranges::count(rule->removes, step) == 0) left.push_back(step);
        m.clerical_steps = left;
        m.work_minutes = rule->work_minutes ? rule->work_minutes : m.work_minutes;
        m.waiting_hours = rule->waiting_hours ? rule->waiting_hours : m.waiting_hours;
        result_.changes.insert({"", "turned-digital", rule->rule.id});
      }
      result_.matters.push_back(m);
    }
  }

  const position* find(const std::string& code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? nullptr : found->second;
  }

  const random_case& c_;
  std::map<std::string, const position*> by_code_;
  std::map<std::string, std::string> superior_;
  std::set<std::string> converted_;
  naive_result result_;
};

}  // namespace

std::optional<naive_result> simplify_naively(const random_case& c,
                                             const std::vector<std::size_t>& order) {
  return naive(c).run(order);
}

naive_result in_texts(const simplification& s) {
  const organisation& after = s.after;
  naive_result result;
  for (position_id p{0}; p < after.size(); ++p)
    result.posts[std::string(after.code(p))] = {
        (*after.table().kinds)[after.row(p)], std::string(after.rank_name(p)),
        std::string(after.position_class(p)), std::string(after.declared_superior(p))};
  for (const row_line& l : after.parts().lines)
    result.lines.insert({std::string(after.table().codes->texts[l.superior]),
                         std::string(after.table().codes->texts[l.subordinate]), l.type,
                         after.line_names()[l.matter], after.line_names()[l.role]});
  result.authorities = after.authorities();
  result.matters = after.matters();
  for (const ledger_entry& e : s.changes.entries) {
    const change_in_words words = in_words(s.changes, e);
    result.changes.insert({words.position, words.change, words.rule});
  }
  result.selected = s.selected;
  result.kept_exempt = s.kept_exempt;
  result.kept_tops = s.kept_tops;
  result.converted = s.converted;
  result.must_stay = s.must_stay;
  result.holders = s.converted_holders;
  return result;
}

}  // namespace pangkas::tests
