//! Starts the page.

fn main() {
    yew::Renderer::<gorolens_web::components::App>::new().render();
}
