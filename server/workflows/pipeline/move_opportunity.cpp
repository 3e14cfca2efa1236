#include "changes/session.hpp"
#include "workflows/pipeline/rules.hpp"
#include "workflows/pipeline/verbs.hpp"

namespace elan::pipeline {

Record move_opportunity(Session& session, Record moved, const Inputs& input) {
    refuse_if(is_closed(moved), "Une opportunité close se rouvre avant de changer d’étape.");

    moved.set(opportunity.stage, input[move.stage]);

    session.commit("move", {moved});
    return moved;
}

}  // namespace elan::pipeline
