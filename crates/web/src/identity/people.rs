//! The people of a part of the tree: who they are, what they may do, whether they are let in.

use crate::{Answer, Flash, Form, FormErrors, Path, Problem, Shell, Web, show, show_again};
use aftercare_app::identity::{self, Member, NewPerson, NodeRow};
use aftercare_domain::identity::Role;
use aftercare_kernel::{Locale, id::PersonId};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "identity/people.html")]
pub struct PeoplePage {
    shell: Shell,
    people: Vec<Member>,
    nodes: Vec<NodeRow>,
    form: PersonForm,
    errors: FormErrors,
}

impl PeoplePage {
    async fn load(web: &Web, shell: Shell) -> Result<Self, Problem> {
        Ok(Self {
            people: identity::people(&web.app, &shell.actor).await?,
            nodes: identity::nodes(&web.app, &shell.actor).await?,
            shell,
            form: PersonForm::default(),
            errors: FormErrors::none(),
        })
    }

    fn roles_of(&self, member: &Member) -> String {
        let names: Vec<String> = member.colleague.roles.iter().map(|role| self.role_name(*role)).collect();
        names.join(" · ")
    }

    /// Of the node where somebody works.
    fn node_name(&self, member: &Member) -> &str {
        let node = self.nodes.iter().find(|node| node.code == member.colleague.node_code);
        node.map(|node| self.shell.name(&node.name, &node.name_en)).unwrap_or_default()
    }

    fn access(&self, member: &Member) -> String {
        format!("/people/{}/access", member.colleague.person)
    }

    /// What keeping somebody out does, said before it is done.
    fn kept_out(&self, member: &Member) -> String {
        self.shell.t_with("identity-keep-out-ask", &[("name", member.colleague.name.as_str().into())])
    }

    fn role_name(&self, role: Role) -> String {
        self.shell.t(&format!("roles-{role}"))
    }

    /// Each role with its words and whether it is ticked.
    fn roles(&self) -> Vec<(&'static str, String, bool)> {
        let chosen = |role: &Role| self.form.roles.contains(role);
        let staff = Role::ALL.iter().filter(|role| **role != Role::Customer);
        staff.map(|role| (role.name(), self.role_name(*role), chosen(role))).collect()
    }

    fn languages(&self) -> Vec<(&'static str, String, bool)> {
        let name = |locale: Locale| self.shell.t(&format!("shell-locale-{locale}"));
        Locale::ALL.map(|locale| (locale.tag(), name(locale), locale == self.form.locale)).into()
    }

    /// Each node of the actor's part of the tree, and whether it is chosen.
    fn node_choices(&self) -> Vec<(String, String, bool)> {
        let choice = |node: &NodeRow| {
            let name = if self.shell.t.locale == Locale::En { &node.name_en } else { &node.name };
            (node.code.clone(), format!("{} {name}", node.code), node.code == self.form.node_code)
        };
        self.nodes.iter().map(choice).collect()
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    login: String,
    name: String,
    phone: String,
    locale: Locale,
    password: String,
    node_code: String,
    roles: Vec<Role>,
}

impl PersonForm {
    fn person(&self) -> NewPerson {
        NewPerson {
            login: self.login.trim().to_owned(),
            name: self.name.clone(),
            phone: self.phone.trim().to_owned(),
            locale: self.locale,
            password: self.password.clone(),
            node_code: self.node_code.clone(),
            roles: self.roles.clone(),
        }
    }

    fn left_empty(&self) -> Vec<String> {
        let texts = [
            ("name", &self.name),
            ("login", &self.login),
            ("password", &self.password),
            ("node_code", &self.node_code),
        ];
        let empty = texts.into_iter().filter(|(_, text)| text.trim().is_empty()).map(|(field, _)| field);
        empty.chain(self.roles.is_empty().then_some("roles")).map(str::to_owned).collect()
    }
}

pub async fn list(State(web): State<Web>, shell: Shell) -> Answer {
    show(&PeoplePage::load(&web, shell).await?)
}

pub async fn add(State(web): State<Web>, shell: Shell, Form(form): Form<PersonForm>) -> Answer {
    match identity::add_person(&web.app, &shell.actor, form.person()).await {
        Ok(_) => Ok(shell.go("/people", Flash::new("identity-person-added").with("name", &form.name))),
        Err(error) => {
            let errors = FormErrors::of(error, &shell)?.asking_for(form.left_empty(), &shell)?;
            let page = PeoplePage { errors, form, ..PeoplePage::load(&web, shell).await? };
            show_again(&page.errors, &page)
        }
    }
}

#[derive(Deserialize)]
pub struct AccessForm {
    active: bool,
}

/// Lets a person in, or keeps them out.
pub async fn set_access(
    State(web): State<Web>,
    shell: Shell,
    Path(person): Path<PersonId>,
    Form(form): Form<AccessForm>,
) -> Answer {
    let name = identity::set_active(&web.app, &shell.actor, person, form.active).await?;
    let said = if form.active { "identity-person-let-in" } else { "identity-person-kept-out" };
    Ok(shell.go("/people", Flash::new(said).with("name", name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_app::{Error, identity::Colleague};
    use aftercare_domain::identity::IdentityRefusal;
    use aftercare_kernel::id::NodeId;

    impl Sample for PeoplePage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let member = |active| Member {
                colleague: Colleague {
                    person: PersonId::from_uuid(Default::default()),
                    login: "li.na".into(),
                    name: "李娜".into(),
                    node: NodeId::from_uuid(Default::default()),
                    node_code: "SH01".into(),
                    org_path: "/HX/SH01/".into(),
                    roles: Role::ALL.to_vec(),
                },
                active,
            };
            let refused = Error::refuse(IdentityRefusal::NoRole);
            let page = |people, errors| Self {
                shell: shell.clone(),
                people,
                nodes: Vec::new(),
                form: PersonForm::default(),
                errors,
            };
            vec![
                page(vec![member(true), member(false)], FormErrors::of(refused, shell).expect("an error of the form")),
                page(Vec::new(), FormErrors::none()),
            ]
        }
    }

    #[test]
    fn whoever_keeps_somebody_out_is_told_first_what_it_does() {
        for locale in Locale::ALL {
            let mut shell = Shell::sample(locale);
            shell.actor.person = "019d0000-0000-7000-8000-000000000007".parse().expect("an id");
            let html = PeoplePage::samples(&shell).remove(0).render().expect("a page");
            let asked = html.split("<details><summary").nth(1).expect("a question").split("</details>").next();
            let asked = asked.expect("its end");
            assert!(asked.contains("李娜") && asked.contains("name=\"active\" value=\"false\""), "{asked}");
            assert_eq!(html.matches("value=\"false\"").count(), 1, "{locale}: nothing else keeps somebody out");
        }
    }

    #[test]
    fn the_people_page_speaks_every_language() {
        check_samples::<PeoplePage>();
    }
}
